namespace TempCardIssuance.Printing.Codes;

/// <summary>Symbols that a layout can ask for.</summary>
public enum FaceCode
{
    /// <summary>QR code, ISO/IEC 18004; written <c>{qr:name}</c>.</summary>
    Qr,

    /// <summary>Code 128, ISO/IEC 15417; written <c>{code128:name}</c>.</summary>
    Code128,
}
