using System.Management.Automation;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>The one place where errors of the core become error records.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord From(TempCardException error) =>
        new(error, error.ErrorId, Category(error.Kind), error.Target)
        {
            ErrorDetails = new ErrorDetails(ControlCharacters.Shown(error.Message))
            {
                RecommendedAction = ControlCharacters.Shown(error.Remedy?.ToString() ?? ""),
            },
        };

    public static ErrorRecord Unexpected(Exception error, object? target) => From(new TempCardException(
        ErrorIds.Unexpected,
        ErrorKind.Unavailable,
        $"{error.GetType().Name}: {error.Message}",
        "Please report this with the text of Get-Error.",
        target,
        error));

    /// <summary>
    /// A batch without a card that failed is one of several, too; the target says that it is about a batch.
    /// </summary>
    public static bool IsOfOneItem(TempCardException error) =>
        ErrorScopes.OfOneItem.Contains(error.ErrorId) || error is { ErrorId: ErrorIds.NoCards, Target: not null };

    private static ErrorCategory Category(ErrorKind kind) => kind switch
    {
        ErrorKind.InvalidArgument => ErrorCategory.InvalidArgument,
        ErrorKind.InvalidData => ErrorCategory.InvalidData,
        ErrorKind.InvalidState => ErrorCategory.InvalidOperation,
        ErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        ErrorKind.AlreadyExists => ErrorCategory.ResourceExists,
        ErrorKind.Busy => ErrorCategory.ResourceBusy,
        ErrorKind.Device => ErrorCategory.DeviceError,
        ErrorKind.Unavailable => ErrorCategory.ResourceUnavailable,
        ErrorKind.Security => ErrorCategory.PermissionDenied,
        ErrorKind.Interrupted => ErrorCategory.OperationStopped,
        _ => ErrorCategory.NotSpecified,
    };
}
