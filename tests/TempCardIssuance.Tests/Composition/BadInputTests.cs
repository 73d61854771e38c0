using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;

namespace TempCardIssuance.Tests.Composition;

/// <summary>What can't work is refused before the first card is touched, and nothing is left behind.</summary>
public sealed class BadInputTests
{
    private static readonly IssuanceRequest Plain = new() { CardNumbers = ["T-00001", "T-00002"] };

    public static TheoryData<string, IssuanceRequest> Requests => new()
    {
        { ErrorIds.PinLengthInvalid, Plain with { PinLength = 4 } },
        { ErrorIds.PinLengthInvalid, Plain with { PinLength = 9 } },
        { ErrorIds.PukLengthInvalid, Plain with { PukLength = 5 } },
        { ErrorIds.CertificatesWithoutEncoding, Plain with { Encode = false, Certificates = ["authentication"] } },
        { ErrorIds.PinWithoutEncoding, Plain with { Encode = false, PinLength = 6 } },
        { ErrorIds.PinWithoutEncoding, Plain with { Encode = false, PukLength = 8 } },
        { ErrorIds.NothingToDo, Plain with { Encode = false, Print = false } },
        { ErrorIds.ProfileNotFound, Plain with { Certificates = ["autentication"] } },
        { ErrorIds.SlotConflict, Plain with { Certificates = ["authentication", "authentication"] } },
        { ErrorIds.StationNotFound, Plain with { Stations = ["desk-9"] } },
        { ErrorIds.NoCards, Plain with { CardNumbers = ["T-99999"] } },
        { ErrorIds.NoCards, Plain with { CardNumbers = [] } },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_request_that_makes_no_sense_is_refused(string errorId, IssuanceRequest request)
    {
        await using var workshop = new Workshop();
        await RefusedAsync(workshop, errorId, request);
    }

    [Fact]
    public async Task A_field_that_a_certificate_needs_must_be_there()
    {
        await using var workshop =
            new Workshop(replace: ("subject: 'CN=Temporary card {cardNumber}'", "subject: 'CN={employee}'"));
        await RefusedAsync(workshop, ErrorIds.FieldMissing, Plain);
    }

    [Theory]
    [InlineData("startDays: 8, validityDays: 7")]
    [InlineData("startDays: 365")]
    public async Task A_certificate_that_would_end_before_it_begins_is_refused(string days)
    {
        const string subject = "subject: 'CN=Temporary card {cardNumber}'";
        await using var workshop = new Workshop(replace: (subject, $"{days}, {subject}"));
        await RefusedAsync(workshop, ErrorIds.CertificateRefused, Plain);
    }

    [Theory]
    [InlineData("CN=Temporary card {cardNumber} 7890123456789012345678901234567890123456789012")]
    [InlineData("CN={cardNumber},OU={site}")]
    public async Task A_subject_that_is_longer_than_RFC_5280_allows_is_refused(string subject)
    {
        await using var workshop =
            new Workshop(replace: ("subject: 'CN=Temporary card {cardNumber}'", $"subject: '{subject}'"));
        await workshop.Session.Requests.New(1, "T-{0:00000}", new CardRequest
        {
            CardNumber = "",
            Site = new string('x', 65),
        }).ActAsync(CancellationToken.None);
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => workshop.IssueAsync(new IssuanceRequest { CardNumbers = ["T-00001"] }));

        Assert.Equal((ErrorIds.SubjectInvalid, "T-00001"), (error.ErrorId, error.Target));
        Assert.Equal(CardState.Requested, await workshop.StateAsync("T-00001"));
    }

    [Theory]
    [InlineData("pin", "123456 ")]
    [InlineData("pin", "12345")]
    [InlineData("pin", "123456789")]
    [InlineData("pin", "12345a")]
    [InlineData("puk", "123456789")]
    [InlineData("puk", "12345")]
    public async Task A_transport_value_that_none_can_be_is_found_before_anything_is_claimed(string key, string value)
    {
        await using var workshop = new Workshop(
            replace: ($"{key}: default", $"{key}: file:transport.txt"));
        await File.WriteAllTextAsync(Path.Combine(workshop.Folder, "transport.txt"), value);
        await RefusedAsync(workshop, ErrorIds.ConfigurationInvalid, Plain);
    }

    [Fact]
    public async Task A_recipient_that_does_not_exist_is_found_before_anything_is_claimed()
    {
        await using var workshop = new Workshop();
        File.Delete(Path.Combine(workshop.Folder, "pin-reader.cer.pem"));
        await RefusedAsync(workshop, ErrorIds.RecipientMissing, Plain);
    }

    [Fact]
    public async Task A_master_key_that_does_not_exist_is_found_before_anything_is_claimed()
    {
        await using var workshop = new Workshop();
        File.Delete(Path.Combine(workshop.Folder, "secrets", "master.key"));
        await RefusedAsync(workshop, ErrorIds.SecretMissing, Plain);
    }

    [Fact]
    public async Task An_authority_whose_password_is_missing_is_found_before_anything_is_claimed()
    {
        await using var workshop = new Workshop();
        File.Delete(Path.Combine(workshop.Folder, "secrets", "ca.password"));
        await RefusedAsync(workshop, ErrorIds.SecretMissing, Plain);
    }

    [Fact]
    public async Task A_printer_that_can_not_write_is_found_before_anything_is_claimed()
    {
        await using var workshop = new Workshop();
        await File.WriteAllTextAsync(Path.Combine(workshop.Folder, "faces"), "a file where the folder should be");
        await RefusedAsync(workshop, ErrorIds.PrinterNotReady, Plain);
    }

    [Fact]
    public async Task A_station_without_a_printer_can_not_print()
    {
        await using var workshop = new Workshop("- { name: desk-1, reader: virtual }");
        await RefusedAsync(workshop, ErrorIds.PrinterNotFound, Plain);
    }

    private static async Task RefusedAsync(Workshop workshop, string errorId, IssuanceRequest request)
    {
        string[] cards = await workshop.RequestAsync(2);
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => workshop.IssueAsync(request));
        Assert.Equal(errorId, error.ErrorId);
        Assert.False(string.IsNullOrEmpty(error.Remedy?.ToString()), "an error says what to do next");
        Assert.All(cards, c => Assert.Equal(CardState.Requested, workshop.StateAsync(c).Result));
    }
}
