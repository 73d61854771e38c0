using System.Management.Automation;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Tells what a directory has to know so that a card logs its holder on.</summary>
/// <remarks>
/// <para>
/// Certificates of stock name no person: the account has to name the certificate, from when the card is granted until
/// it comes back. For each certificate that is trusted this gives the values of altSecurityIdentities in Active
/// Directory (X509IssuerSerialNumber is the one to take), the line for authorized_keys of OpenSSH, and the rule for the
/// string attribute pkinit_cert_match of MIT Kerberos.
/// </para>
/// <para>
/// MIT Kerberos knows no serial numbers, so a subject has to be unique: with {cardNumber}, {batch} and {attempt} in the
/// subject of the profile, as in new configurations for logon, no two certificates of a profile have the same.
/// </para>
/// </remarks>
/// <example>
/// <para>See what to write to the account of a holder</para>
/// <code>Get-CardIdentityMapping T-00001</code>
/// </example>
/// <example>
/// <para>The same of all cards that are handed out, into a sheet</para>
/// <code>Get-TemporaryCard -State Assigned | Get-CardIdentityMapping | Export-Csv mappings.csv</code>
/// </example>
/// <example>
/// <para>Take the value for Active Directory</para>
/// <code>(Get-CardIdentityMapping T-00001 | Where-Object Slot -EQ 9A).X509IssuerSerialNumber</code>
/// </example>
/// <seealso cref="GrantTemporaryCardCommand"/>
/// <seealso cref="GetCardCertificateCommand"/>
/// <seealso cref="GetTemporaryCardCommand"/>
[Cmdlet(VerbsCommon.Get, "CardIdentityMapping")]
[OutputType(typeof(CardIdentityMapping))]
public sealed class GetCardIdentityMappingCommand : SessionCmdlet
{
    /// <summary>What several cards or batches of the pipeline have in common is returned once.</summary>
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    /// <summary>The numbers of the cards; wildcards are allowed. A batch stands for its cards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Alias("CardNumber")]
    [NamedBy("CardNumber", "Number", OrBatch = true)]
    [ArgumentCompleter(typeof(CardNumberCompleter))]
    public string[]? Number { get; set; }

    /// <summary>Cards that this batch holds or made; wildcards are allowed.</summary>
    [Parameter]
    [Alias("Id")]
    [SupportsWildcards]
    [NamedBy("BatchId", "Id")]
    [ArgumentCompleter(typeof(BatchCompleter))]
    public string? BatchId { get; set; }

    /// <summary>
    /// Cards that were made on this body: serial:0012AB34 or guid:..., or what stands behind the colon. Also bodies
    /// that are spoiled by now.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BodyId { get; set; }

    /// <summary>Cards for which a certificate of this serial number was issued; in hex.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CertificateSerialNumber { get; set; }

    /// <summary>The states of the certificates to give; without it those that are trusted, Active.</summary>
    [Parameter]
    public CertificateState[] State { get; set; } = [];

    protected override void ProcessRecord() => RunItem(() =>
    {
        foreach (CardChoice choice in CardChoice.Read(Number, BatchId))
            Find(new NumberFilter(choice.Numbers), new NumberFilter(choice.BatchId is { } id ? [id] : null));
    });

    private void Find(NumberFilter filter, NumberFilter batches)
    {
        var query = new CardQuery
        {
            Numbers = filter.ForStore,
            BatchId = batches.ForStore.SingleOrDefault(),
            BodyId = BodyId,
            CertificateSerialNumber = CertificateSerialNumber,
            Order = CardOrder.Number,
        };
        var missing = new HashSet<string>(filter.Literals, CardNumber.Comparer);
        IAsyncEnumerable<TemporaryCard> cards = Session.Store.FindCardsAsync(query, Stop)
            .Where(card => filter.Accepts(card.CardNumber) && batches.Accepts(card.BatchId ?? ""))
            .Where(card => missing.Remove(card.CardNumber) || true);
        Stream(Session.Mappings.OfAsync(cards, State, Stop), mapping =>
        {
            if (!MyInvocation.ExpectingInput || _written.Add(mapping.X509IssuerSerialNumber))
                WriteObject(mapping);
        });
        ComplainOfCards(missing);
        ComplainOfBatches(batches.Literals);
    }
}
