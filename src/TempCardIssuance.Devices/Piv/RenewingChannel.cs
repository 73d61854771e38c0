using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>
/// Sends a command once more that a card did not carry out because it has forgotten who is authenticated: another
/// program has reset it, or it gives up its security status earlier than SP 800-73-4 Part 1, 2.4 has it.
/// </summary>
/// <param name="inner">Whole commands.</param>
/// <param name="connection">The card.</param>
/// <param name="renew">
/// Selects the application and authenticates again all that had been; false where nothing had been.
/// </param>
/// <param name="renewPin">Verifies the PIN again; false where it had not been.</param>
internal sealed class RenewingChannel(
    IApduChannel inner, ICardConnection connection, Func<bool> renew, Func<bool> renewPin) : IApduChannel
{
    private bool _isRenewing;

    public ResponseApdu Transmit(CommandApdu command)
    {
        if (_isRenewing)
            return inner.Transmit(command);
        ResponseApdu response;
        try
        {
            response = inner.Transmit(command);
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.CardReset)
        {
            connection.Reset();
            Renew(renew);
            // What is in the middle of an authentication begins anew.
            if (PivCommands.IsPartOfAuthentication(command))
                throw;
            return inner.Transmit(command);
        }

        // A PIN that was refused must not be given twice, so commands with secrets are not repeated.
        bool isForgotten = response.Status == StatusWord.SecurityStatusNotSatisfied && !command.IsSecret;
        if (isForgotten && PivCommands.UsesPrivateKey(command) && Renew(renewPin))
            return inner.Transmit(command);
        return isForgotten && Renew(renew) ? inner.Transmit(command) : response;
    }

    private bool Renew(Func<bool> renewal)
    {
        _isRenewing = true;
        try
        {
            return renewal();
        }
        finally
        {
            _isRenewing = false;
        }
    }
}
