using System.Management.Automation;
using System.Security;
using System.Text;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Operations.Letters;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Reads PINs and PUKs of cards with the key of a recipient.</summary>
/// <remarks>
/// <para>
/// Gives a SecureString for each card, and shows nothing unless -AsPlainText is given. Who reads the PIN of which card,
/// with whose key and why is in the audit trail before it is given; where the store can't be written nothing is given.
/// What is opened is compared with the card, its body and its production, and with what the trail says was sealed.
/// </para>
/// <para>
/// Productions that failed or are spoiled, and cards that are locked, given up or came back, are refused; so is a PIN that
/// its holder chose, which nobody else knows. A recipient's certificate that has expired still reads.
/// </para>
/// <para>
/// A SecureString is protected memory on Windows only; elsewhere it is plain memory. This cmdlet clears what is its own.
/// </para>
/// </remarks>
/// <example>
/// <para>Show the PIN of a card to who has the key</para>
/// <code>Get-CardPin T-00027 -Key ./secrets/pin-reader.pfx -KeyPassword file:./secrets/pin-reader.password -Reason 'letter lost' -AsPlainText</code>
/// </example>
/// <example>
/// <para>Put the PUK of a card into a variable</para>
/// <code>$puk = Get-CardPin T-00027 -Puk -Key ./secrets/pin-reader.pfx -KeyPassword file:./secrets/pin-reader.password -Reason 'desk test'</code>
/// </example>
/// <seealso cref="GetCardHistoryCommand"/>
/// <seealso cref="GrantTemporaryCardCommand"/>
[Cmdlet(VerbsCommon.Get, "CardPin", DefaultParameterSetName = "Card")]
[OutputType(typeof(SecureString), typeof(string))]
public sealed class GetCardPinCommand : PinKeyCmdlet
{
    /// <summary>The number of the card; cards can be piped.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ParameterSetName = "Card",
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("CardNumber")]
    [NamedBy("CardNumber", "Number")]
    [ArgumentCompleter(typeof(CardNumberCompleter))]
    public string? Number { get; set; }

    /// <summary>The body of the card, such as serial:0012AB34.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Body")]
    [ValidateNotNullOrEmpty]
    public string? BodyId { get; set; }

    /// <summary>The number of its letter.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Letter")]
    [ValidateNotNullOrEmpty]
    public string? Letter { get; set; }

    /// <summary>Reads the PUK instead.</summary>
    [Parameter]
    public SwitchParameter Puk { get; set; }

    /// <summary>Why; one line for the audit trail.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = "";

    /// <summary>Gives text, which everybody who looks at the screen or the transcript can read.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    protected override void ProcessRecord() => RunItem(() =>
    {
        var request = new PinRequest
        {
            CardNumber = ParameterSetName == "Card" ? Number : null,
            BodyId = BodyId,
            Letter = Letter,
            Kind = Puk ? SealedKind.Puk : SealedKind.Pin,
            Reason = Reason,
        };
        using ReadPin read = WaitAsking((ask, stop) => Session.Pins.ReadAsync(request, ChooseKey(ask), stop));
        WriteObject(AsPlainText ? Encoding.ASCII.GetString(read.Value.Span) : SecretPrompt.Secure(read.Value));
    });
}
