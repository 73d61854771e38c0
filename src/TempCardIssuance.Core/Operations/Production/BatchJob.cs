using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Operations.Shared;

namespace TempCardIssuance.Core.Operations.Production;

/// <summary>What a process works on.</summary>
/// <param name="Batch">The batch, without its productions.</param>
/// <param name="Profiles">Its certificates, in order.</param>
/// <param name="Owner">Who holds the lease of this process on the batch.</param>
/// <param name="Lease">Tells whether the lease is held.</param>
/// <param name="Calendar">Tells when cards stop being valid.</param>
internal sealed record BatchJob(
    CardBatch Batch,
    IReadOnlyList<CertificateProfile> Profiles,
    string Owner,
    LeaseKeeper Lease,
    CardCalendar Calendar);
