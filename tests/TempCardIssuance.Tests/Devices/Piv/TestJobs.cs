using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Devices.Piv;

internal static class TestJobs
{
    public static readonly Guid CardGuid = new("11223344-5566-4788-99aa-bbccddeeff00");

    public static ChipJob Job(params ReadOnlySpan<(string Slot, KeyType KeyType)> keys)
    {
        var certificates = new List<ChipCertificate>();
        foreach ((string slot, KeyType keyType) in keys)
        {
            certificates.Add(new ChipCertificate(
                new CertificateProfile
                {
                    Name = $"profile-{slot}",
                    Slot = slot,
                    KeyType = keyType,
                    Authority = "test",
                    Subject = "CN=Temporary card {cardNumber}",
                },
                "CN=Temporary card T-00001,O=Example"));
        }

        return new ChipJob
        {
            CardNumber = "T-00001",
            Pin = new SecretBytes("739154"u8),
            Puk = new SecretBytes("40718263"u8),
            CardGuid = CardGuid,
            ValidUntil = new DateOnly(2031, 5, 9),
            Certificates = certificates,
        };
    }
}

/// <summary>Keeps the steps in the order they were reported, unlike <see cref="Progress{T}"/>.</summary>
internal sealed class StepList : IProgress<ChipStep>
{
    public List<string> Steps { get; } = [];

    public void Report(ChipStep value) => Steps.Add(value.Detail is null ? value.Name : $"{value.Name} {value.Detail}");
}
