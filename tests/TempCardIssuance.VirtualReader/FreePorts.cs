using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace TempCardIssuance.VirtualReader;

/// <summary>Finds TCP ports for vpcd, which can't be asked to choose its own.</summary>
internal static class FreePorts
{
    /// <summary>Below the range from which Linux gives ports to clients (ip_local_port_range).</summary>
    private const int First = 16_000;
    private const int Last = 32_000;

    /// <summary>Two free ports in a row; gives the first.</summary>
    public static int TakePair()
    {
        while (true)
        {
            int port = RandomNumberGenerator.GetInt32(First, Last);
            if (IsFree(port) && IsFree(port + 1))
                return port;
        }
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
