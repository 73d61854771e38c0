using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>Authentication with the management key (SP 800-73-4 Part 2, 3.2.4 and A.1.2), and its change.</summary>
internal sealed class PivManagementKey(PivApplication application)
{
    private const int Template = 0x7C;
    private const int Witness = 0x80;
    private const int Challenge = 0x81;
    private const int Response = 0x82;

    /// <summary>What the card has told of the key that is being authenticated.</summary>
    private TouchPolicy? _touch;

    /// <summary>
    /// Card and host show each other that they know the key. Where the card doesn't tell its algorithm, those that a
    /// key of this length can be for are tried; asking for a witness costs no try, nor does a management key have any.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="told">The algorithm, where the card has told it.</param>
    /// <param name="touch">Whether the card has told that it wants a touch.</param>
    /// <returns>The algorithm.</returns>
    /// <exception cref="TempCardException"><see cref="ErrorIds.ManagementKeyWrong"/>.</exception>
    public PivAlgorithm Authenticate(SecretBytes key, PivAlgorithm? told, TouchPolicy? touch = null)
    {
        _touch = touch;
        PivAlgorithm algorithm;
        try
        {
            algorithm = AuthenticateOnce(key, told);
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.CardReset)
        {
            algorithm = AuthenticateOnce(key, told);
        }

        application.Security.AdministratorIs(algorithm, key);
        return algorithm;
    }

    /// <summary>Whether this is the key; a management key has no counter of tries.</summary>
    public bool IsIt(SecretBytes key, PivAlgorithm algorithm)
    {
        try
        {
            Authenticate(key, algorithm);
            return true;
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.ManagementKeyWrong)
        {
            return false;
        }
    }

    /// <summary>What a key is for that the card does not tell of; null where it answers none.</summary>
    public PivAlgorithm? FindAlgorithm() => PivAlgorithms.ManagementKeys
        .Cast<PivAlgorithm?>()
        .FirstOrDefault(candidate => Request(candidate!.Value, Witness) is not null
            || Request(candidate.Value, Challenge) is not null);

    /// <summary>Changes it, and shows that the card has it: one that answers 9000 may have done nothing.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.CardError"/> or <see cref="ErrorIds.VerificationFailed"/>.
    /// </exception>
    public void Change(string step, PivAlgorithm algorithm, SecretBytes key)
    {
        using var content = new SecretBytes(3 + key.Length);
        content.Span[0] = (byte)algorithm;
        content.Span[1] = PivReference.ManagementKey;
        content.Span[2] = (byte)key.Length;
        key.Span.CopyTo(content.Span[3..]);
        StatusWord status = application.Transmit(PivCommands.SetManagementKey(content.Memory)).Status;
        if (!status.IsSuccess)
            throw PivErrors.ManagementKeyNotChanged(step, status);
        application.Security.AdministratorIs(algorithm, key);
        if (!IsIt(key, algorithm))
            throw PivErrors.NotVerified(step, "the card says that it was changed, and does not take the new one");
    }

    private PivAlgorithm AuthenticateOnce(SecretBytes key, PivAlgorithm? told)
    {
        if (told is { } algorithm && PivAlgorithms.ManagementKeyLength(algorithm) != key.Length)
        {
            throw PivErrors.ManagementKeyWrong(
                $"it is for {PivAlgorithms.Name(algorithm)}, and the one configured has {key.Length} bytes");
        }

        PivAlgorithm[] candidates = told is { } only
            ? [only]
            : [.. PivAlgorithms.ManagementKeys.Where(other => PivAlgorithms.ManagementKeyLength(other) == key.Length)];
        foreach (PivAlgorithm candidate in candidates)
        {
            if (Request(candidate, Witness) is { } witness)
            {
                Prove(candidate, key, witness);
                application.Security.KnowsMutualAuthentication = true;
                return candidate;
            }
        }

        if (application.Security.KnowsMutualAuthentication)
            throw PivErrors.ManagementKeyWrong("the card gives no witness any more", _touch);

        foreach (PivAlgorithm candidate in candidates)
        {
            if (Request(candidate, Challenge) is { } challenge)
            {
                Answer(candidate, key, challenge);
                return candidate;
            }
        }

        throw PivErrors.ManagementKeyWrong($"the card takes none of the algorithms for a key of {key.Length} bytes");
    }

    private static int BlockLength(PivAlgorithm algorithm) => algorithm == PivAlgorithm.TripleDes ? 8 : 16;

    /// <summary>Asks for a witness or a challenge; null where the card does not give one for this algorithm.</summary>
    private byte[]? Request(PivAlgorithm algorithm, int tag)
    {
        ResponseApdu response = application.Transmit(PivCommands.GeneralAuthenticate(
            algorithm, PivReference.ManagementKey, Tlv.Encode(tag)));
        return response.IsSuccess
            && Tlv.Find(response.Data, Template) is { } template
            && Tlv.Find(template, tag) is { } block
            && block.Length == BlockLength(algorithm)
                ? block.ToArray()
                : null;
    }

    /// <summary>
    /// Without an empty response object, which cards need not have here: some take the challenge beside it for that of
    /// an internal authentication, and refuse.
    /// </summary>
    private void Prove(PivAlgorithm algorithm, SecretBytes key, byte[] witness)
    {
        byte[] challenge = RandomNumberGenerator.GetBytes(BlockLength(algorithm));
        ResponseApdu response = application.Transmit(PivCommands.GeneralAuthenticate(
            algorithm,
            PivReference.ManagementKey,
            Tlv.Encode(Witness, Transform(algorithm, key, witness, encrypt: false)),
            Tlv.Encode(Challenge, challenge)));
        if (!response.IsSuccess)
            throw PivErrors.ManagementKeyWrong($"SW {response.Status} ({response.Status.Meaning})", _touch);
        byte[] expected = Transform(algorithm, key, challenge, encrypt: true);
        if (Tlv.Find(response.Data, Template) is not { } template
            || Tlv.Find(template, Response) is not { } proof
            || !CryptographicOperations.FixedTimeEquals(proof.Span, expected))
        {
            throw PivErrors.ManagementKeyWrong("the card could not show that it knows it");
        }
    }

    /// <summary>
    /// External authentication (Part 2, A.1.1), for cards that know no mutual one: only the host shows that it knows
    /// the key.
    /// </summary>
    private void Answer(PivAlgorithm algorithm, SecretBytes key, byte[] challenge)
    {
        StatusWord status = application.Transmit(PivCommands.GeneralAuthenticate(
            algorithm,
            PivReference.ManagementKey,
            Tlv.Encode(Response, Transform(algorithm, key, challenge, encrypt: true)))).Status;
        if (!status.IsSuccess)
            throw PivErrors.ManagementKeyWrong($"SW {status} ({status.Meaning})", _touch);
    }

    /// <summary>
    /// One block. The key goes to the transform itself, as the property refuses keys with equal parts.
    /// </summary>
    private static byte[] Transform(PivAlgorithm algorithm, SecretBytes key, byte[] block, bool encrypt)
    {
        using SymmetricAlgorithm cipher = CreateCipher(algorithm);
        cipher.Mode = CipherMode.ECB;
        cipher.Padding = PaddingMode.None;
        byte[] copy = key.Span.ToArray();
        try
        {
            using ICryptoTransform transform =
                encrypt ? cipher.CreateEncryptor(copy, null) : cipher.CreateDecryptor(copy, null);
            return transform.TransformFinalBlock(block, 0, block.Length);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }
    }

    [SuppressMessage("Security", "CA5350", Justification = "Cards in the field have 3DES keys (SP 800-78-4, 3.3).")]
    private static SymmetricAlgorithm CreateCipher(PivAlgorithm algorithm) =>
        algorithm == PivAlgorithm.TripleDes ? TripleDES.Create() : Aes.Create();
}
