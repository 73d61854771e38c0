using TempCardIssuance.Core.Batches;

namespace TempCardIssuance.Web.Pages.Batches;

/// <summary>Batches, newest first.</summary>
/// <param name="Batches">Those of this page.</param>
/// <param name="State">The state that they are in; null: any.</param>
/// <param name="Page">This page, from 1.</param>
/// <param name="HasNext">Whether there are more.</param>
public sealed record BatchListModel(IReadOnlyList<CardBatch> Batches, BatchState? State, int Page, bool HasNext);
