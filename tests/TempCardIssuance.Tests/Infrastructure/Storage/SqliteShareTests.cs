using TempCardIssuance.Core.Errors;
using TempCardIssuance.Infrastructure.Files;
using TempCardIssuance.Infrastructure.Storage.Sqlite;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

/// <summary>A new SQLite file is never made on another computer.</summary>
public sealed class SqliteShareTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(@"\\server\share\tempcard.db", true)]
    [InlineData(@"\\?\UNC\server\share\tempcard.db", true)]
    [InlineData(@"\\?\C:\tempcard.db", false)]
    public void Addresses_of_windows_say_it_themselves(string path, bool isShare) =>
        Assert.Equal(isShare, NetworkPlace.Has(path, _ => DriveType.Fixed));

    [Fact]
    public void The_folder_that_is_there_is_asked_for_what_it_is_on()
    {
        string path = Path.Combine(_folder.Path, "not", "yet", "tempcard.db");
        var asked = new List<string>();

        TempCardException error = Assert.Throws<TempCardException>(() => SqliteFile.RefuseShare(path, folder =>
        {
            asked.Add(folder);
            return DriveType.Network;
        }));

        Assert.Equal(ErrorIds.StoreNotReady, error.ErrorId);
        Assert.NotNull(error.Remedy);
        Assert.Equal([_folder.Path], asked.Select(folder => folder.TrimEnd('/')));
        SqliteFile.RefuseShare(path);
    }

    public void Dispose() => _folder.Dispose();
}
