using System.Security.Cryptography;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Virtual;

/// <summary>A virtual card and the bytes a host sends it, written out; shares no code with the driver.</summary>
internal sealed class CardInReader : IDisposable
{
    public const string SelectPiv = "00A4040009A0000003080000100000";
    public const string VerifyPin = "0020008008313233343536FFFF";

    public static readonly byte[] DefaultKey =
        Convert.FromHexString("010203040506070801020304050607080102030405060708");

    public CardInReader(VirtualCardOptions? options = null)
    {
        Card = new VirtualPivCard(options ?? Options);
        Connection = Card.Connect();
    }

    public static VirtualCardOptions Options { get; } = new() { Serial = 0x0012AB34 };

    public static VirtualCardOptions Widespread { get; } = Options with { Profile = VirtualCardProfile.Widespread };

    public VirtualPivCard Card { get; }

    public VirtualCardConnection Connection { get; private set; }

    /// <summary>So many cards outside of any reader.</summary>
    public static VirtualPivCard[] Blanks(int count) =>
        [.. Enumerable.Range(1, count).Select(i => new VirtualPivCard(Options with { Serial = (uint)i }))];

    /// <summary>A card with the application selected.</summary>
    public static CardInReader Selected(VirtualCardOptions? options = null)
    {
        var card = new CardInReader(options);
        card.Select();
        return card;
    }

    /// <summary>A card whose administrator has authenticated.</summary>
    public static CardInReader Administrated(VirtualCardOptions? options = null)
    {
        CardInReader card = Selected(options);
        card.Authenticate();
        return card;
    }

    public string Send(string command) => Convert.ToHexString(Connection.Transmit(Convert.FromHexString(command)));

    public void Expect(string response, string command) => Assert.Equal(response, Send(command));

    public void Select() => Assert.EndsWith("9000", Send(SelectPiv), StringComparison.Ordinal);

    public void Verify() => Expect("9000", VerifyPin);

    /// <summary>External authentication with AES-192 and the default key.</summary>
    public void Authenticate()
    {
        string response = Send("00870A9B047C02810000");
        Expect("9000", "00870A9B147C128210" + ProofOf(response[8..^4]));
    }

    /// <summary>The challenge encrypted with AES-192 and the default key.</summary>
    public static string ProofOf(string challenge)
    {
        using var aes = Aes.Create();
        aes.Key = DefaultKey;
        return Convert.ToHexString(aes.EncryptEcb(Convert.FromHexString(challenge), PaddingMode.None));
    }

    /// <summary>
    /// Sends data in chained blocks of 255 bytes and collects the response with GET RESPONSE; gives it with its last
    /// status word.
    /// </summary>
    public string SendLong(string insP1P2, string data)
    {
        for (; data.Length > 510; data = data[510..])
            Expect("9000", $"10{insP1P2}FF{data[..510]}");
        string length = data.Length == 0 ? "" : $"{data.Length / 2:X2}";
        string response = Send($"00{insP1P2}{length}{data}00");
        string all = "";
        while (response[^4..].StartsWith("61", StringComparison.Ordinal))
        {
            all += response[..^4];
            response = Send("00C00000" + response[^2..]);
        }

        return all + response;
    }

    /// <summary>Makes a key and gives the value of template 7F49.</summary>
    public string Generate(string slot, string algorithm)
    {
        string response = SendLong("4700" + slot, "AC038001" + algorithm);
        Assert.StartsWith("7F49", response, StringComparison.Ordinal);
        Assert.EndsWith("9000", response, StringComparison.Ordinal);
        return response[(response.StartsWith("7F4982", StringComparison.Ordinal) ? 10 : 6)..^4];
    }

    /// <summary>Takes the card out, puts it back, and selects the application.</summary>
    public void Reinsert()
    {
        Card.Remove();
        Card.Insert();
        Connection = Card.Connect();
        Select();
    }

    public void Dispose() => Connection.Dispose();
}
