using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>A card that is exchanged for another while it is made, without the reader telling.</summary>
public sealed class ExchangedCardTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly PivOptions _options = new()
    {
        ManagementKey = new DerivedManagementKey(new SecretBytes(new byte[32])),
    };

    public void Dispose()
    {
        _options.Dispose();
        _authority.Dispose();
    }

    /// <summary>
    /// The other is a blank as good as the first. Whatever was to be made of it would be on record as the first.
    /// </summary>
    [Theory]
    [InlineData(3u, 4u)]
    [InlineData(3u, 0u)]
    public async Task Whenever_it_is_exchanged_the_production_fails_and_the_other_card_stays_a_blank(
        uint first, uint second)
    {
        int commands = await CountAsync();
        int setsPin = await CountAsync(line => line.StartsWith("> 00 24 00 80", StringComparison.Ordinal));
        int verifiesPin = await CountAsync(line => line.StartsWith("> 00 20 00 80 (8", StringComparison.Ordinal));
        // Between two commands nobody can look: what needs no management key (PIN, PUK, VERIFY) reaches the other card
        // where it is exchanged right before it, or between PIN and PUK.
        foreach (int at in Enumerable.Range(3, commands - 2).Except([setsPin, setsPin + 1, verifiesPin]))
        {
            VirtualPivCard other = Blank(second);
            var connection = new ExchangedConnection(Blank(first), other, at);

            TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => MakeAsync(connection));

            // Without its own authentication or key it fails by itself; what counts is that it was left alone.
            Assert.True(
                error.ErrorId is ErrorIds.BodyExchanged or ErrorIds.ManagementKeyWrong or ErrorIds.CardError
                    or ErrorIds.VerificationFailed,
                $"exchanged at {at}: {error.ErrorId}");
            Assert.True(IsBlank(other), $"exchanged at {at}: {string.Join(' ', connection.ToSecond)}");
        }
    }

    /// <summary>From the serial number to the authentication nothing else tells them apart.</summary>
    [Fact]
    public async Task Until_the_management_key_is_authenticated_it_is_told_as_what_it_is()
    {
        int firstWrite = await CountAsync(line => line.StartsWith("> 00 FF", StringComparison.Ordinal));
        for (int at = 3; at < firstWrite - 2; at++)
        {
            var connection = new ExchangedConnection(Blank(3), Blank(4), at);
            Assert.Equal(
                ErrorIds.BodyExchanged,
                (await Assert.ThrowsAsync<TempCardException>(() => MakeAsync(connection))).ErrorId);
        }
    }

    /// <summary>Exchanged at the very end: made is the first, and nobody knows what comes out of the station.</summary>
    [Fact]
    public async Task It_is_identified_once_more_at_the_end()
    {
        int commands = await CountAsync();
        foreach ((int at, string errorId) in
            ((int, string)[])[(commands - 1, ErrorIds.BodyExchanged), (commands, ErrorIds.VerificationFailed)])
        {
            var connection = new ExchangedConnection(Blank(3), Blank(4), at);
            Assert.Equal(
                errorId, (await Assert.ThrowsAsync<TempCardException>(() => MakeAsync(connection))).ErrorId);
        }
    }

    /// <summary>The card answers 6982 to a signature, and then another one is there, with a PIN of its own.</summary>
    [Theory]
    [InlineData("9A")]
    [InlineData("9C")]
    public async Task After_a_renewed_selection_the_PIN_is_not_given_to_another_card(string slot)
    {
        int commands = await CountAsync();
        for (int at = 40; at <= commands; at++)
        {
            VirtualPivCard other = Blank(4);
            var connection = new ExchangedConnection(Blank(3), other, at);
            await Assert.ThrowsAsync<TempCardException>(() => MakeAsync(connection, slot));
            int selected =
                connection.ToSecond.FindIndex(command => command.StartsWith("00A4", StringComparison.Ordinal));
            if (selected < 0)
                continue;
            Assert.DoesNotContain(
                connection.ToSecond[selected..],
                command => command[2..4] is "20" or "24" or "2C" or "FF" or "DB" or "47" or "87");
        }
    }

    [Fact]
    public async Task While_a_card_is_reset_for_reuse_no_other_cards_tries_are_run_down()
    {
        using var options = new PivOptions
        {
            Reuse = true,
            ManagementKey = new DerivedManagementKey(new SecretBytes(new byte[32])),
        };
        for (int at = 38; at <= 60; at++)
        {
            VirtualPivCard first = Blank(3);
            await MakeAsync(first.Connect());
            VirtualPivCard other = Blank(4);
            var connection = new ExchangedConnection(first, other, at);

            Exception? error = await Record.ExceptionAsync(() => MakeAsync(connection, options: options));

            using VirtualCardConnection look = other.Connect();
            IReadOnlyDictionary<string, string> facts = PivInspection.Run(look, options).Facts;
            // Between two commands nobody can look; a second try is never spent.
            Assert.Contains(
                (facts["pinTries"], facts["pukTries"]),
                (IReadOnlyList<(string, string)>)[("3", "3"), ("2", "3"), ("3", "2")]);
            Assert.True(error is TempCardException, $"exchanged at {at}: {error}");
        }
    }

    private static VirtualPivCard Blank(uint serial) =>
        new(new VirtualCardOptions { Serial = serial, ExtendedLength = false });

    private bool IsBlank(VirtualPivCard card)
    {
        using VirtualCardConnection connection = card.Connect();
        var look = PivInspection.Run(connection, _options);
        return (look.Kind, look.Facts["pinTries"], look.Facts["pukTries"]) == (PivCardKind.Blank, "3", "3");
    }

    private async Task<int> CountAsync(Func<string, bool>? until = null)
    {
        var sent = new List<string>();
        await MakeAsync(Blank(3).Connect(), trace: line => sent.AddRange(line.StartsWith('>') ? [line] : []));
        return until is null ? sent.Count : 1 + sent.FindIndex(line => until(line));
    }

    private async Task MakeAsync(
        ICardConnection connection, string slot = "9A", PivOptions? options = null, Action<string>? trace = null)
    {
        ChipJob job = TestJobs.Job((slot, KeyType.EccP256));
        await using var body = PivCardBody.Open(
            connection, options ?? _options, static (_, _) => Task.CompletedTask, trace);
        await body.EncodeAsync(job, _authority.IssueAsync, new StepList(), CancellationToken.None);
    }
}
