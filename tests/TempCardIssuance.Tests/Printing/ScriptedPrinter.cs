using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;

namespace TempCardIssuance.Tests.Printing;

/// <summary>Answers IPP requests as a test says, for what a real printer can't be made to do.</summary>
/// <param name="answer">Gives the body of the answer for an operation (RFC 8011, 5.4.15).</param>
internal sealed class ScriptedPrinter(Func<int, byte[]> answer) : HttpMessageHandler
{
    /// <summary>The requests it got, as bytes, with the address each went to.</summary>
    public List<(Uri Address, byte[] Body)> Requests { get; } = [];

    public IEnumerable<int> Operations => Requests.Select(request => OperationOf(request.Body));

    /// <summary>Whether a request goes wrong, by its number from 1.</summary>
    public Func<int, bool> Fails { get; init; } = _ => false;

    /// <summary>What such a request is answered with; null: the printer can't be reached.</summary>
    public HttpStatusCode? Failure { get; init; }

    public HttpStatusCode HttpStatus { get; init; } = HttpStatusCode.OK;

    /// <summary>A successful answer with these attributes: keywords, or enums where the value is a number.</summary>
    public static byte[] Answer(params (string Name, string Value)[] attributes)
    {
        var bytes = new List<byte> { 1, 1, 0, 0, 0, 0, 0, 1, 4 };
        foreach ((string name, string value) in attributes)
        {
            bool isNumber = int.TryParse(value, CultureInfo.InvariantCulture, out int number);
            byte[] content = isNumber ? new byte[sizeof(int)] : Encoding.UTF8.GetBytes(value);
            if (isNumber)
                BinaryPrimitives.WriteInt32BigEndian(content, number);
            bytes.AddRange([isNumber ? (byte)0x23 : (byte)0x44, 0, (byte)name.Length]);
            bytes.AddRange(Encoding.UTF8.GetBytes(name));
            bytes.AddRange([0, (byte)content.Length]);
            bytes.AddRange(content);
        }

        return [.. bytes, 3];
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        byte[] body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        Requests.Add((request.RequestUri!, body));
        HttpStatusCode? status = Fails(Requests.Count) ? Failure : HttpStatus;
        return new HttpResponseMessage(
            status ?? throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused"))
        {
            Content = new ByteArrayContent(answer(OperationOf(body))),
        };
    }

    private static int OperationOf(byte[] body) => BinaryPrimitives.ReadUInt16BigEndian(body.AsSpan(2));
}
