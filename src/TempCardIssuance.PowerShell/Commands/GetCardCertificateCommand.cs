using System.Management.Automation;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Operations.Service;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Searches the certificates that were issued for cards, oldest first.</summary>
/// <remarks>
/// <para>
/// Returns every certificate on record, also of cards that failed, were made again or were given back: those are
/// revoked. Where an authority is out of reach the certificate waits in state RevocationPending, and every batch that
/// is started, repeated, resumed or closed tries again.
/// </para>
/// <para>
/// An authority that finds nothing by itself may have issued a certificate whose answer was lost. With -Unsettled these
/// are returned instead, until Resolve-CardCertificate settles them.
/// </para>
/// </remarks>
/// <example>
/// <para>See the certificates of a card</para>
/// <code>Get-CardCertificate T-00001</code>
/// </example>
/// <example>
/// <para>See the certificates that were issued in a batch</para>
/// <code>Get-CardBatch B-000001 | Get-CardCertificate</code>
/// </example>
/// <example>
/// <para>See which certificates an authority has still to revoke, and what it said</para>
/// <code>Get-CardCertificate -RevocationPending | Format-List CardNumber, Authority, SerialNumber, RevocationError</code>
/// </example>
/// <example>
/// <para>See what authorities may have issued without anybody knowing</para>
/// <code>Get-CardCertificate -Unsettled</code>
/// </example>
/// <seealso cref="ResolveCardCertificateCommand"/>
/// <seealso cref="GetCardHistoryCommand"/>
/// <seealso cref="GetCardBatchCommand"/>
[Cmdlet(VerbsCommon.Get, "CardCertificate", DefaultParameterSetName = "State")]
[OutputType(typeof(CardCertificate), typeof(UnsettledCertificate))]
public sealed class GetCardCertificateCommand : SessionCmdlet
{
    /// <summary>What several cards or batches of the pipeline have in common is returned once.</summary>
    private readonly HashSet<string> _written = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The numbers of the cards; wildcards are allowed. A batch stands for all that was made in it.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Alias("CardNumber")]
    [NamedBy("CardNumber", "Number", OrBatch = true)]
    [ArgumentCompleter(typeof(CardNumberCompleter))]
    public string[]? Number { get; set; }

    /// <summary>The batch for which they were issued; wildcards are allowed.</summary>
    [Parameter]
    [Alias("Id")]
    [SupportsWildcards]
    [NamedBy("BatchId", "Id")]
    [ArgumentCompleter(typeof(BatchCompleter))]
    public string? BatchId { get; set; }

    /// <summary>The states to look in; without it all.</summary>
    [Parameter(ParameterSetName = "State")]
    public CertificateState[] State { get; set; } = [];

    /// <summary>
    /// Only those that are still to be revoked. That is tried again with the batches that come later; after each time
    /// that it did not work it waits longer, up to eight hours.
    /// </summary>
    [Parameter(ParameterSetName = "RevocationPending", Mandatory = true)]
    public SwitchParameter RevocationPending { get; set; }

    /// <summary>Returns certificates that may exist, and of which nobody knows whether they do.</summary>
    [Parameter(ParameterSetName = "Unsettled", Mandatory = true)]
    public SwitchParameter Unsettled { get; set; }

    /// <summary>The serial number of a certificate, in hex.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SerialNumber { get; set; }

    protected override void ProcessRecord() => RunItem(() =>
    {
        foreach (CardChoice choice in CardChoice.Read(Number, BatchId))
            Find(new NumberFilter(choice.Numbers), new NumberFilter(choice.BatchId is { } id ? [id] : null));
    });

    private void Find(NumberFilter filter, NumberFilter batches)
    {
        if (!Unsettled)
        {
            Search(filter, batches);
            return;
        }

        foreach (UnsettledCertificate unsettled in Wait(Session.Certificates.FindUnsettledAsync)
            .Where(u => filter.Accepts(u.CardNumber) && batches.Accepts(u.BatchId)))
        {
            if (!MyInvocation.ExpectingInput || _written.Add($"{unsettled.ProductionId} {unsettled.Authority} {unsettled.Profile}"))
                WriteObject(unsettled);
        }
    }

    private void Search(NumberFilter filter, NumberFilter batches)
    {
        var query = new CertificateQuery
        {
            CardNumbers = filter.ForStore,
            BatchId = batches.ForStore.SingleOrDefault(),
            States = RevocationPending ? [CertificateState.RevocationPending] : State,
            SerialNumber = SerialNumber,
        };
        var missing = new HashSet<string>(filter.Literals, Core.Cards.CardNumber.Comparer);
        IAsyncEnumerable<CardCertificate> found = Session.Store.FindCertificatesAsync(query, Stop)
            .Where(c => filter.Accepts(c.CardNumber) && batches.Accepts(c.BatchId));
        Stream(found, certificate =>
        {
            missing.Remove(certificate.CardNumber);
            if (!MyInvocation.ExpectingInput || _written.Add($"{certificate.Authority}/{certificate.SerialNumber}"))
                WriteObject(certificate);
        });
        ComplainOfCards(missing);
        ComplainOfBatches(batches.Literals);
    }
}
