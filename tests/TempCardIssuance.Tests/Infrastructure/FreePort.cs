using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace TempCardIssuance.Tests.Infrastructure;

/// <summary>Ports for servers that have to be told one.</summary>
internal static class FreePort
{
    /// <summary>
    /// A port that nobody listens at, below those that Linux gives to whoever connects somewhere: nobody comes to have it
    /// by chance before the server does.
    /// </summary>
    public static int Find()
    {
        while (true)
        {
            int port = RandomNumberGenerator.GetInt32(12_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}
