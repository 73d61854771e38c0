using System.Text.Json;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Tests.Cli;

public sealed class RequestImportCommandTests
{
    private const string BadRows = """
        CardNumber,Site,Priority,Building
        T-1,Oslo,3,A
        T 2,Oslo,3,A
        T-3,Oslo,urgent,A
        T-4,Bergen,,

        """;

    [Fact]
    public async Task Rows_become_requests()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(0);
        string file = workplace.Write("requests.csv", "CardNumber,Site,Priority,Building\nT-1,Tromsø,3,A\nT-2,,,\n");

        JsonElement outcome = await workplace.DoneAsync("request", "import", file);

        JsonElement card = outcome.GetProperty("cards")[0];
        Assert.Equal("Tromsø", card.GetProperty("site").GetString());
        Assert.Equal("A", card.GetProperty("fields").GetProperty("Building").GetString());
        Assert.Equal(0, outcome.GetProperty("skipped").GetArrayLength());
        Assert.Equal(["T-1", "T-2"], await workplace.CardsAsync("requested"));
    }

    [Fact]
    public async Task Every_bad_row_is_told_with_line_and_column_and_nothing_is_imported()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(0);
        string file = workplace.Write("requests.csv", BadRows);

        Outcome text = await workplace.RunAsync("request", "import", file);
        Outcome json = await workplace.RunAsync("request", "import", file, "--json");

        Assert.Equal((2, 2), (text.ExitCode, json.ExitCode));
        Assert.Contains($"{file}:3: CardNumber: ", text.Error, StringComparison.Ordinal);
        Assert.Contains($"{file}:4: Priority: ", text.Error, StringComparison.Ordinal);
        Assert.Equal([3, 4], json.Events.SkipLast(1).Select(e => e.GetProperty("line").GetInt32()));
        Assert.Equal(ErrorIds.ImportInvalid, json.JsonError.GetProperty("id").GetString());
        Assert.Empty(await workplace.CardsAsync("requested"));
    }

    [Fact]
    public async Task Bad_rows_are_skipped_where_that_is_asked_for()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(0);
        string file = workplace.Write("requests.csv", BadRows);

        Outcome outcome = await workplace.RunAsync("request", "import", file, "--skip-invalid", "--json");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(2, outcome.Json.GetProperty("skipped").GetArrayLength());
        Assert.Equal(["T-1", "T-4"], await workplace.CardsAsync("requested"));
    }

    [Fact]
    public async Task A_number_that_exists_is_an_error_and_can_be_skipped()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(1);
        string file = workplace.Write("requests.csv", "CardNumber\nt-00001\nT-00002\n");

        Outcome refused = await workplace.RunAsync("request", "import", file, "--json");
        IReadOnlyList<string> before = await workplace.CardsAsync("requested");
        Outcome skipped = await workplace.RunAsync("request", "import", file, "--json", "--skip-invalid");

        Assert.Equal((2, 1), (refused.ExitCode, skipped.ExitCode));
        Assert.Equal(ErrorIds.ImportInvalid, refused.JsonError.GetProperty("id").GetString());
        JsonElement row = refused.Events[0];
        Assert.Equal(ErrorIds.CardNumberExists, row.GetProperty("errorId").GetString());
        Assert.Equal(2, row.GetProperty("line").GetInt32());
        Assert.Equal(2, skipped.Json.GetProperty("skipped")[0].GetProperty("line").GetInt32());
        Assert.Equal(["T-00001"], before);
        Assert.Equal(["T-00001", "T-00002"], await workplace.CardsAsync("requested"));
        Assert.Contains("t-00001", skipped.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_as_Excel_writes_it_is_told_and_read_with_its_encoding()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(0);
        string file = workplace.Write("requests.csv", "");
        await File.WriteAllBytesAsync(file, [.. "Card Number|Site\r\nX-1|Z"u8, 0xFC, .. "rich\r\n"u8]);

        Outcome refused = await workplace.RunAsync("request", "import", file, "--json");
        JsonElement done =
            await workplace.DoneAsync("request", "import", file, "--encoding", "windows-1252", "--delimiter", "|");

        Assert.Equal(ErrorIds.ImportInvalid, refused.JsonError.GetProperty("id").GetString());
        Assert.Contains("--encoding", refused.JsonError.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.Equal("Zürich", done.GetProperty("cards")[0].GetProperty("site").GetString());
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(0);

        Outcome outcome = await workplace.RunAsync("request", "import", "nowhere.csv", "--json");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal(ErrorIds.ImportInvalid, outcome.JsonError.GetProperty("id").GetString());
    }
}
