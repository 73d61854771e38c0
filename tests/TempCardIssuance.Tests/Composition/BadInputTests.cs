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
