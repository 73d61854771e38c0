using System.Text;
using Microsoft.Extensions.Logging;

namespace TempCardIssuance.Cli.Output;

/// <summary>Makes an entry of the log out of each line.</summary>
internal sealed partial class LogWriter(ILogger log) : TextWriter
{
    private readonly StringBuilder _line = new();
    private readonly Lock _gate = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (_gate)
        {
            if (value == '\n')
                Flush();
            else if (value != '\r')
                _line.Append(value);
        }
    }

    public override void Flush()
    {
        lock (_gate)
        {
            if (_line.Length > 0)
                Say(log, _line.ToString());
            _line.Clear();
        }
    }

    protected override void Dispose(bool disposing)
    {
        Flush();
        base.Dispose(disposing);
    }

    [LoggerMessage(LogLevel.Warning, "{Line}")]
    private static partial void Say(ILogger log, string line);
}
