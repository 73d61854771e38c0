using System.Security.Cryptography;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Core.Pins;

/// <summary>Draws PINs and PUKs, every permitted value with the same probability.</summary>
internal static class PinGenerator
{
    /// <summary>
    /// Draws values until one is permitted: rejection keeps the distribution uniform over those the policy permits.
    /// </summary>
    /// <returns>ASCII digits.</returns>
    /// <exception cref="TempCardException"><see cref="ErrorIds.PinPolicyInvalid"/>.</exception>
    public static SecretBytes Draw(PinPolicy policy)
    {
        Check(policy);
        var pin = new SecretBytes(policy.Length);
        do
        {
            foreach (ref byte digit in pin.Span)
                digit = (byte)('0' + RandomNumberGenerator.GetInt32(10));
        }
        while (!IsPermitted(policy, pin.Span));

        return pin;
    }

    /// <summary>Whether the policy permits a value.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="digits">ASCII digits.</param>
    public static bool IsPermitted(PinPolicy policy, ReadOnlySpan<byte> digits) =>
        digits.Length == policy.Length
        && LongestSequence(digits) <= policy.MaxSequence
        && CountDistinct(digits) >= policy.MinDistinct
        && !(policy.RefuseCommon && CommonPins.Contains(digits));

    /// <summary>Refuses a policy that contradicts itself or leaves too little to choose from.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.PinPolicyInvalid"/>.</exception>
    public static void Check(PinPolicy policy)
    {
        string? problem = policy switch
        {
            { Length: < 4 or > 16 } => $"length is {policy.Length}; 4 to 16 digits make sense",
            { MaxSequence: < 1 } => $"maxSequence is {policy.MaxSequence}; every digit is a sequence of 1",
            { MinDistinct: < 1 } => $"minDistinct is {policy.MinDistinct}; there is always 1",
            _ when policy.MinDistinct > Math.Min(policy.Length, 10) =>
                $"minDistinct is {policy.MinDistinct}; {policy.Length} digits can't be that different",
            _ => null,
        };
        if (problem is not null)
        {
            throw new TempCardException(
                ErrorIds.PinPolicyInvalid,
                ErrorKind.InvalidArgument,
                $"The PIN policy permits nothing: {problem}.",
                "Correct issuance.pin or issuance.puk in the configuration.",
                policy);
        }
    }

    private static int LongestSequence(ReadOnlySpan<byte> digits)
    {
        int longest = 1, up = 1, down = 1;
        for (int i = 1; i < digits.Length; i++)
        {
            int step = digits[i] - digits[i - 1];
            up = step == 1 ? up + 1 : 1;
            down = step == -1 ? down + 1 : 1;
            longest = Math.Max(longest, Math.Max(up, down));
        }

        return longest;
    }

    private static int CountDistinct(ReadOnlySpan<byte> digits)
    {
        int seen = 0;
        foreach (byte digit in digits)
            seen |= 1 << (digit - '0');
        return System.Numerics.BitOperations.PopCount((uint)seen);
    }
}
