using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Tests.Infrastructure.Configuration;

/// <summary>Runs alone, because it changes the environment of the process.</summary>
[CollectionDefinition(nameof(ConfigurationFileTests), DisableParallelization = true)]
[Collection(nameof(ConfigurationFileTests))]
public sealed class ConfigurationFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string? _before = Environment.GetEnvironmentVariable(ConfigurationFile.Variable);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(ConfigurationFile.Variable, _before);
        _folder.Dispose();
    }

    [Fact]
    public void A_given_file_comes_first_then_the_variable()
    {
        string given = _folder.Write("given.yaml", "");
        string named = _folder.Write("tempcard.yaml", "");
        Environment.SetEnvironmentVariable(ConfigurationFile.Variable, _folder.Path);

        Assert.Equal(given, ConfigurationFile.Find(given));
        Assert.Equal(named, ConfigurationFile.Find(path: null));
    }

    [Fact]
    public void A_given_file_that_is_not_there_is_not_replaced_by_another()
    {
        Environment.SetEnvironmentVariable(ConfigurationFile.Variable, _folder.Write("tempcard.yaml", ""));

        TempCardException error = Assert.Throws<TempCardException>(() => ConfigurationFile.Find(_folder["none.yaml"]));

        Assert.Equal(ErrorIds.ConfigurationMissing, error.ErrorId);
        Assert.Equal(_folder["none.yaml"], error.Target);
    }

    [Fact]
    public void The_last_choice_is_in_the_users_configuration_folder() =>
        Assert.EndsWith(
            Path.Combine("tempcard", "tempcard.yaml"), ConfigurationFile.UserFile, StringComparison.Ordinal);
}
