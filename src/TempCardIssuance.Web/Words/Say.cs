using System.Globalization;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Web.Words;

/// <summary>Numbers, times and texts as people read them.</summary>
internal static class Say
{
    private const int MaxText = 2000;

    /// <summary>A text of the page with values in it.</summary>
    public static string It(string format, params object[] values) =>
        string.Format(CultureInfo.CurrentCulture, format, values);

    public static string Cards(long count) =>
        count == 1 ? Texts.OneCard : It(Texts.ManyCards, Number(count));

    /// <summary>What the button that cancels a batch says.</summary>
    public static string Cancel(CardBatch batch) => batch.Unassigned + batch.Failed is var made and > 0
        ? It(Texts.CancelOrderSpoils, Cards(made))
        : Texts.CancelOrder;

    public static string Number(long count) => count.ToString("N0", CultureInfo.CurrentCulture);

    public static string Time(DateTimeOffset? time) =>
        time?.LocalDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";

    /// <summary>As fields for days have them.</summary>
    public static string Day(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Seconds(DateTimeOffset? time) =>
        time?.LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A text of others, whatever it holds, as one line.</summary>
    public static string Foreign(string? text) => ForeignText.OneLine(text ?? "", MaxText);
}
