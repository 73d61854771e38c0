using System.Security.Cryptography;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>Serial numbers that nobody can guess and that never meet (RFC 5280, 4.1.2.2).</summary>
internal static class SerialNumbers
{
    private const int RandomBytes = 16;

    /// <summary>A leading 01 before 128 random bits keeps the number positive and its length the same.</summary>
    public static byte[] Next()
    {
        byte[] serial = new byte[1 + RandomBytes];
        serial[0] = 1;
        RandomNumberGenerator.Fill(serial.AsSpan(1));
        return serial;
    }
}
