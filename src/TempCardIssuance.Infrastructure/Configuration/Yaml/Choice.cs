namespace TempCardIssuance.Infrastructure.Configuration.Yaml;

/// <summary>A word of the configuration and what it stands for.</summary>
/// <remarks>
/// A type of our own, as ReadyToRun can't compile the framework's dictionaries for our enumerations ahead: each of them
/// cost some ten methods more at every start.
/// </remarks>
internal sealed class Choice<T>(string word, T value)
{
    public string Word => word;

    public T Value => value;
}
