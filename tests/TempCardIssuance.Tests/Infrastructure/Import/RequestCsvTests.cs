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
        using var stream = new MemoryStream([.. Encoding.UTF8.GetPreamble(), .. "CardNumber,Site\nA1,Wien"u8]);

        Assert.Equal("A1", Assert.Single(RequestCsv.Read(stream).Requests).CardNumber);
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
            """);

        Assert.Equal(["T-1", "T-5"], read.Requests.Select(r => r.CardNumber));
        Assert.Equal(
            [
                (4, "Number", "t-1"), (6, "Number", ""), (7, "Number", "T 2"), (7, "Priority", "10"),
                (8, "Priority", "high"), (9, null, "more"),
            ],
            read.Problems.Select(p => (p.Line, p.Column, p.Value)));
        Assert.Contains("line 2 already", read.Problems[0].Why, StringComparison.Ordinal);
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
    public void Text_that_is_not_UTF8_is_told()
    {
        using var stream = new MemoryStream([.. "Number,Site\nT-1,Wien\nT-2,Z"u8, 0xFC, .. "rich\n"u8]);

        Assert.Contains("UTF-8", Assert.Single(RequestCsv.Read(stream).Problems).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}");

        TempCardException error = Assert.Throws<TempCardException>(() => RequestCsv.Read(path));

        Assert.Equal((ErrorIds.ImportInvalid, ErrorKind.NotFound), (error.ErrorId, error.Kind));
    }

    private static ImportResult Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return RequestCsv.Read(stream);
    }
}
