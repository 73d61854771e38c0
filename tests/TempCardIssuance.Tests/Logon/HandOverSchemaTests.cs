using System.Text.Json.Nodes;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Tests.Core.Certificates;

namespace TempCardIssuance.Tests.Logon;

/// <summary>The schema takes events with the mappings that the product gives, and nothing else.</summary>
public sealed class HandOverSchemaTests
{
    [ServerFact("/usr/bin/python3", HandOverSchema.Validator)]
    public async Task Mappings_are_as_the_schema_says()
    {
        CardCertificate certificate = MappedCertificate.Make(MappedCertificate.Contoso, new("CN=Müller"));
        JsonObject happened = HandOverProgram.Event(
            "granted",
            "anna",
            "T-00001",
            [CardIdentityMapping.Of(certificate), CardIdentityMapping.Of(MappedCertificate.Make(new("CN=CA")))]);

        Assert.Equal("", await HandOverSchema.ProblemsAsync(happened));
        happened["holder"] = null;
        happened["until"] = null;
        happened["body"] = null;
        Assert.Equal("", await HandOverSchema.ProblemsAsync(happened));
    }

    [ServerFact("/usr/bin/python3", HandOverSchema.Validator)]
    public async Task Another_event_or_key_is_none()
    {
        JsonObject happened = HandOverProgram.Event("granted", "anna", "T-00001", []);
        happened["event"] = "lent";
        Assert.NotEqual("", await HandOverSchema.ProblemsAsync(happened));
        happened["event"] = "locked";
        happened["pin"] = "1";
        Assert.NotEqual("", await HandOverSchema.ProblemsAsync(happened));
    }
}
