using System.Globalization;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.VirtualReader;

/// <summary>What the program is called with.</summary>
internal sealed record ReaderOptions
{
    public const string Usage =
        "usage: [HOW MANY READERS] [--profile strict|widespread] [--version N.N.N] [--touch given|refused|timed-out] "
        + "[--management-key 3des|aes128|aes192|aes256] [--name BEGIN OF READERS' NAMES] [--atr HEX]";

    public int Readers { get; private init; } = 2;

    public string Name { get; private init; } = PcscDaemon.UsualName;

    /// <summary>
    /// The blank. Its management key is 3DES, for yubico-piv-tool learned AES after the 2.2.0 of Debian 12.
    /// </summary>
    public VirtualCardOptions Blank { get; private init; } = new()
    {
        Serial = 0x00C0_0000,
        Profile = VirtualCardProfile.Widespread,
        ManagementAlgorithm = ManagementAlgorithm.TripleDes,
    };

    /// <summary>Null: it can't be understood.</summary>
    public static ReaderOptions? Parse(ReadOnlySpan<string> arguments)
    {
        var options = new ReaderOptions();
        while (!arguments.IsEmpty)
        {
            if (int.TryParse(arguments[0], NumberStyles.None, CultureInfo.InvariantCulture, out int count))
            {
                options = options with { Readers = count };
                arguments = arguments[1..];
                continue;
            }

            if (arguments.Length < 2 || options.With(arguments[0], arguments[1]) is not { } next)
                return null;
            options = next;
            arguments = arguments[2..];
        }

        return options;
    }

    private ReaderOptions? With(string name, string value) => (name, value) switch
    {
        ("--name", _) => this with { Name = value },
        ("--profile", "strict") => WithBlank(Blank with { Profile = VirtualCardProfile.Strict }),
        ("--profile", "widespread") => WithBlank(Blank with { Profile = VirtualCardProfile.Widespread }),
        ("--version", _) when Version.TryParse(value, out Version? version) && version.Build >= 0 =>
            WithBlank(Blank with { Version = version }),
        ("--touch", "given") => WithBlank(Blank with { Touch = CardTouch.Given }),
        ("--touch", "refused") => WithBlank(Blank with { Touch = CardTouch.Refused }),
        ("--touch", "timed-out") => WithBlank(Blank with { Touch = CardTouch.TimedOut }),
        ("--atr", _) when value.Length is > 0 and <= 66 && value.Length % 2 == 0 && value.All(char.IsAsciiHexDigit) =>
            WithBlank(Blank with { Atr = Convert.FromHexString(value) }),
        ("--management-key", "3des") => WithKey(ManagementAlgorithm.TripleDes, length: 24),
        ("--management-key", "aes128") => WithKey(ManagementAlgorithm.Aes128, length: 16),
        ("--management-key", "aes192") => WithKey(ManagementAlgorithm.Aes192, length: 24),
        ("--management-key", "aes256") => WithKey(ManagementAlgorithm.Aes256, length: 32),
        _ => null,
    };

    /// <summary>The usual key, shorter, or longer with 01 02 and so on again.</summary>
    private ReaderOptions WithKey(ManagementAlgorithm algorithm, int length)
    {
        byte[] key = new byte[length];
        for (int i = 0; i < length; i++)
            key[i] = (byte)((i % 8) + 1);
        return WithBlank(Blank with { ManagementAlgorithm = algorithm, ManagementKey = key });
    }

    private ReaderOptions WithBlank(VirtualCardOptions blank) => this with { Blank = blank };
}
