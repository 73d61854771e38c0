using System.Collections;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.PowerShell.Completion;

/// <summary>How many digits the configured cards take.</summary>
/// <param name="range">Of what.</param>
public abstract class LengthCompleter(Func<ChipCapabilities, DigitRange> range) : SessionCompleter
{
    protected override IAsyncEnumerable<(string Value, string About)> SearchAsync(
        IssuanceSession session, string pattern, IDictionary bound, CancellationToken stop)
    {
        DigitRange digits = range(session.Chip);
        return Enumerable.Range(digits.Min, digits.Max - digits.Min + 1)
            .Select(length => ($"{length}", $"{length} digits"))
            .ToAsyncEnumerable();
    }
}

/// <summary>The lengths of a PIN.</summary>
public sealed class PinLengthCompleter() : LengthCompleter(chip => chip.Pin);

/// <summary>The lengths of a PUK.</summary>
public sealed class PukLengthCompleter() : LengthCompleter(chip => chip.Puk);
