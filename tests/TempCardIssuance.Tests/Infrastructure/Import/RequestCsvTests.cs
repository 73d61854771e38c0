using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Intake;
using TempCardIssuance.Infrastructure.Import;

namespace TempCardIssuance.Tests.Infrastructure.Import;

public sealed class RequestCsvTests
{
    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public void Columns_are_found_by_name_whatever_the_delimiter(char delimiter)
    {
        ImportResult read = Read("""
            site,NUMBER,Priority,requestedby,Upn
            Wien,T-00001,7,"Müller, A",pool1@example.org
             Graz , T-00002 ,,,
            """.Replace("Müller, A", "Müller| A").Replace(',', delimiter).Replace('|', ','));

        Assert.Empty(read.Problems);
        Assert.Equal(
            [("T-00001", "Wien", "Müller, A", 7), ("T-00002", "Graz", null, 0)],
            read.Requests.Select(r => (r.CardNumber, r.Site, r.RequestedBy, r.Priority)));
        Assert.Equal("pool1@example.org", read.Requests[0].Fields["UPN"]);
        Assert.Empty(read.Requests[1].Fields);
    }

    [Fact]
    public void A_file_of_card_numbers_alone_will_do() =>
        Assert.Equal(["A1", "A2"], Read("CardNumber\r\nA1\r\nA2\r\n").Requests.Select(r => r.CardNumber));

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_header()
    {
        byte[] content = [.. Encoding.UTF8.GetPreamble(), .. "CardNumber,Site\nA1,Wien"u8];

        Assert.Equal("A1", Assert.Single(RequestCsv.Read(content).Requests).CardNumber);
    }

    [Fact]
    public void Every_problem_is_told_with_line_column_and_value_and_good_rows_are_kept()
    {
        ImportResult read = Read("""
            Number,Site,Priority
            T-1,"two
            lines",1
            t-1,Wien,2

            ,Wien,3
            T 2,Wien,10
            T-3,Wien,high
            T-4,Wien,4,more
            T-5,Wien,5
            """.ReplaceLineEndings("\n"));

        Assert.Equal(["T-5"], read.Requests.Select(r => r.CardNumber));
        Assert.Equal(
            [
                (2, "Site", "two\nlines"),
                (4, "Number", "t-1"), (6, "Number", ""), (7, "Number", "T 2"), (7, "Priority", "10"),
                (8, "Priority", "high"), (9, null, "more"),
            ],
            read.Problems.Select(p => (p.Line, p.Column, p.Value)));
        Assert.Contains("line 2 already", read.Problems[1].Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("T-1,Ba\u001b[31msel,,", "Site")]
    [InlineData("T-1,,An\u0007na,", "RequestedBy")]
    [InlineData("T-1,,,\u009b31m", "Building")]
    [InlineData("T-1,Ba\u007fsel,,", "Site")]
    [InlineData("T-1,\"Ba\nsel\",,", "Site")]
    [InlineData("T-1,Ba\u2028sel,,", "Site")]
    [InlineData("T\u001b-1,Basel,,", "Number")]
    public void A_control_character_is_told_and_its_row_left_out(string row, string column)
    {
        ImportResult read = Read($"Number,Site,RequestedBy,Building\nT-0,,,\n{row}\n");

        Assert.Equal("T-0", Assert.Single(read.Requests).CardNumber);
        ImportProblem problem = Assert.Single(read.Problems);
        Assert.Equal((3, column), (problem.Line, problem.Column));
        Assert.DoesNotContain(problem.ToString(), char.IsControl);
    }

    [Fact]
    public void A_control_character_in_a_name_of_a_column_is_told() =>
        Assert.Equal(1, Assert.Single(Read("Number,Si\u001bte\nT-1,a\n").Problems).Line);

    [Theory]
    [InlineData("hans", "", "upn")]
    [InlineData("hans@", "", "upn")]
    [InlineData("@example.org", "", "upn")]
    [InlineData("a@b@example.org", "", "upn")]
    [InlineData("ha ns@example.org", "", "upn")]
    [InlineData("", "S-1-garbage", "SID")]
    [InlineData("", "S-1-5", "SID")]
    [InlineData("", "S-1-5-21-4294967296", "SID")]
    [InlineData("", "S-2-5-21-1", "SID")]
    [InlineData("", "S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16", "SID")]
    [InlineData("hans@example.org", "S-1-5-21-1-2-3-1104", null)]
    [InlineData("", "", null)]
    public void An_account_that_none_can_be_is_told(string upn, string sid, string? column)
    {
        ImportResult read = Read($"Number,upn,SID\nT-1,{upn},{sid}\n");

        Assert.Equal(column is null ? [] : [(2, column)], read.Problems.Select(p => (p.Line, p.Column!)));
        Assert.Equal(column is null ? 1 : 0, read.Requests.Count);
    }

    [Fact]
    public void A_row_with_a_misplaced_quote_is_left_out_and_told()
    {
        ImportResult read = Read("Number,Site\nT-1,Wi\"en\nT-2,\"Wien\"x\nT-3,Wien\n");

        Assert.Equal(["T-3"], read.Requests.Select(r => r.CardNumber));
        Assert.Equal([2, 3], read.Problems.Select(p => p.Line));
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_told_where_it_opens()
    {
        ImportResult read = Read("Number,Site\nT-1,Wien\nT-2,\"Wien\nT-3,Wien\n");

        Assert.Equal(["T-1"], read.Requests.Select(r => r.CardNumber));
        Assert.Equal(3, Assert.Single(read.Problems).Line);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("Nr,Site\nT-1,Wien\n", "CardNumber")]
    [InlineData("Number,CardNumber\nT-1,T-1\n", "CardNumber")]
    [InlineData("Number,upn,UPN\nT-1,a,b\n", "UPN")]
    [InlineData("Number,,Site\nT-1,a,b\n", null)]
    public void Under_a_header_that_makes_no_sense_nothing_is_read(string text, string? column)
    {
        ImportResult read = Read(text);

        Assert.Empty(read.Requests);
        ImportProblem problem = Assert.Single(read.Problems);
        Assert.Equal((1, column), (problem.Line, problem.Column));
    }

    [Fact]
    public void Text_that_is_not_UTF8_is_told_with_line_and_byte_and_nothing_of_it_is_read()
    {
        ImportResult read = RequestCsv.Read([.. "Number,Site\nT-1,Wien\nT-2,Z"u8, 0xFC, .. "rich\n"u8]);

        Assert.Empty(read.Requests);
        ImportProblem problem = Assert.Single(read.Problems);
        Assert.Equal((3, "FC"), (problem.Line, problem.Value));
        Assert.Contains("UTF-8", problem.Why, StringComparison.Ordinal);
        Assert.NotNull(problem.Remedy);
    }

    [Theory]
    [InlineData("windows-1252")]
    [InlineData("1252")]
    [InlineData("iso-8859-1")]
    public void What_Excel_writes_is_read_in_the_encoding_that_is_said(string encoding)
    {
        byte[] content =
        [
            .. "Card Number;Site;Requested By\r\nX-001;Basel;Empfang\r\nX-002;Z"u8, 0xFC, .. "rich;Empfang\r\n"u8,
        ];

        ImportResult read = RequestCsv.Read(content, new CsvFormat(encoding));

        Assert.Empty(read.Problems);
        Assert.Equal(
            [("X-001", "Basel", "Empfang"), ("X-002", "Zürich", "Empfang")],
            read.Requests.Select(r => (r.CardNumber, r.Site!, r.RequestedBy!)));
    }

    [Fact]
    public void Text_that_is_not_of_the_encoding_that_is_said_is_told_with_its_line() => Assert.Equal(
        (3, "FC"),
        Assert.Single(RequestCsv
            .Read([.. "Number,Site\nT-1,Wien\nT-2,Z"u8, 0xFC, .. "rich\n"u8], new CsvFormat("us-ascii"))
            .Problems.Select(p => (p.Line, p.Value!))));

    [Fact]
    public void UTF16_with_a_byte_order_mark_is_read()
    {
        byte[] content = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("Number\tSite\nA1\tWien")];

        Assert.Equal("Wien", Assert.Single(RequestCsv.Read(content).Requests).Site);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void UTF16_without_a_byte_order_mark_is_read(string encoding)
    {
        byte[] content = Encoding.GetEncoding(encoding).GetBytes("Number;Site\nA1;Zürich");

        Assert.Equal("Zürich", Assert.Single(RequestCsv.Read(content).Requests).Site);
    }

    [Theory]
    [InlineData("504B0304140006000800")]
    [InlineData("D0CF11E0A1B11AE10000")]
    public void A_workbook_is_told_as_such(string content)
    {
        ImportProblem problem = Assert.Single(RequestCsv.Read(Convert.FromHexString(content)).Problems);

        Assert.Contains("spreadsheet", problem.Why, StringComparison.Ordinal);
        Assert.Contains("CSV UTF-8", problem.Remedy!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_columns_after_the_last_one_do_not_count()
    {
        ImportResult read = Read("Number;Site;;\nT-1;Wien;;\nT-2;Graz;;;\n;;;\nT-3;Linz;;x\n");

        Assert.Equal(["T-1", "T-2"], read.Requests.Select(r => r.CardNumber));
        Assert.Equal((5, "x"), read.Problems.Select(p => (p.Line, p.Value)).Single());
    }

    [Fact]
    public void Spaces_that_nobody_sees_do_not_count()
    {
        ImportResult read = Read("Number,Site\nT-1\u00a0,\u00a0Wien \n");

        Assert.Equal(("T-1", "Wien"), read.Requests.Select(r => (r.CardNumber, r.Site)).Single());
    }

    [Theory]
    [InlineData("T-\u00a01", "place 3 there is U+00A0")]
    [InlineData("\u202eT-1", "place 1 there is U+202E")]
    public void A_character_that_nobody_sees_is_named(string number, string why) =>
        Assert.EndsWith(why, Assert.Single(Read($"Number\n{number}\n").Problems).Why, StringComparison.Ordinal);

    [Fact]
    public void A_line_with_the_type_of_objects_is_skipped_and_lines_are_counted_with_it()
    {
        ImportResult read = Read(
            "#TYPE System.Object\n\"CardNumber\",\"Site\"\n\"X-003\",\"Basel\"\nX 4,Basel\n");

        Assert.Equal("X-003", Assert.Single(read.Requests).CardNumber);
        Assert.Equal(4, Assert.Single(read.Problems).Line);
    }

    [Theory]
    [InlineData("card_number,requested-by,SITE")]
    [InlineData("Card Number,Requested By,site")]
    [InlineData("CARD-NUMBER,requested_by,Site")]
    public void Names_of_columns_may_have_spaces_and_lines(string header)
    {
        ImportResult read = Read($"{header}\nT-1,Anna,Wien\n");

        Assert.Empty(read.Problems);
        Assert.Equal(
            ("T-1", "Anna", "Wien"), read.Requests.Select(r => (r.CardNumber, r.RequestedBy, r.Site)).Single());
    }

    [Fact]
    public void The_delimiter_can_be_said()
    {
        ImportResult read = RequestCsv.Read("Number:Site\nT-1:a,b;c\n"u8, new CsvFormat(Delimiter: ':'));

        Assert.Equal("a,b;c", Assert.Single(read.Requests).Site);
    }

    [Theory]
    [InlineData("klingon", null)]
    [InlineData(null, '"')]
    [InlineData(null, 'a')]
    [InlineData(null, '\n')]
    public void A_format_that_there_is_not_is_an_error(string? encoding, char? delimiter)
    {
        TempCardException error = Assert.Throws<TempCardException>(
            () => RequestCsv.Read("Number\nT-1\n"u8, new CsvFormat(encoding, delimiter)));

        Assert.Equal((ErrorIds.ImportInvalid, ErrorKind.InvalidArgument), (error.ErrorId, error.Kind));
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}");

        TempCardException error = Assert.Throws<TempCardException>(() => RequestCsv.Read(path));

        Assert.Equal((ErrorIds.ImportInvalid, ErrorKind.NotFound), (error.ErrorId, error.Kind));
    }

    private static ImportResult Read(string text) => RequestCsv.Read(Encoding.UTF8.GetBytes(text));
}
