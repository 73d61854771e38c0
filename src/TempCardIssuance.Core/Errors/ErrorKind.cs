namespace TempCardIssuance.Core.Errors;

/// <summary>What sort of trouble an error is; front ends map it to their own categories.</summary>
public enum ErrorKind
{
    /// <summary>A value that the caller gave can't be used.</summary>
    InvalidArgument,

    /// <summary>A file or a document that was read is not well formed or says something impossible.</summary>
    InvalidData,

    /// <summary>The card or batch is in a state that does not allow the operation.</summary>
    InvalidState,

    /// <summary>What was named does not exist.</summary>
    NotFound,

    /// <summary>What should be made exists already.</summary>
    AlreadyExists,

    /// <summary>Somebody else has it now.</summary>
    Busy,

    /// <summary>A device answered with an error or not at all.</summary>
    Device,

    /// <summary>A service (store, authority, printer) can't be reached or refuses to work.</summary>
    Unavailable,

    /// <summary>Not permitted.</summary>
    Security,

    /// <summary>Stopped on request.</summary>
    Interrupted,
}
