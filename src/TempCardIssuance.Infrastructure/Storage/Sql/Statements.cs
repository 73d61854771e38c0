using System.Data.Common;

namespace TempCardIssuance.Infrastructure.Storage.Sql;

/// <summary>
/// The statements of one transaction. Those that need no answer of others wait, and go to the database together with
/// the next one whose answer is wanted, in one round trip where the database takes several at once.
/// </summary>
internal sealed class Statements(DbTransaction transaction, ISqlDialect dialect, CancellationToken cancellationToken)
    : IAsyncDisposable
{
    private const int MostWaiting = 200;

    private readonly SqlCommands _commands = new(transaction);
    private readonly List<Step> _waiting = [];

    public DbTransaction Transaction => transaction;

    public ISqlDialect Dialect => dialect;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Gives the number of rows that changed.</summary>
    public async Task<int> ExecuteAsync(string sql, params (string Name, object? Value)[] parameters)
    {
        int changed = 0;
        Add(new Step(new SqlText(sql, parameters), (_, rows) => Keep(() => changed = rows)));
        await FlushAsync();
        return changed;
    }

    /// <summary>Gives all rows.</summary>
    public async Task<IReadOnlyList<object[]>> QueryRowsAsync(
        string sql, params (string Name, object? Value)[] parameters)
    {
        IReadOnlyList<object[]> found = [];
        Add(new Step(new SqlText(sql, parameters, GivesRows: true), (rows, _) => Keep(() => found = rows)));
        await FlushAsync();
        return found;
    }

    /// <summary>Gives the first row, or null if there is none.</summary>
    public async Task<object[]?> QueryRowAsync(string sql, params (string Name, object? Value)[] parameters) =>
        (await QueryRowsAsync(sql, parameters)) is [var first, ..] ? first : null;

    /// <summary>Gives the first column of all rows.</summary>
    public async Task<IReadOnlyList<string>> QueryTextsAsync(
        string sql, params (string Name, object? Value)[] parameters) =>
        [.. (await QueryRowsAsync(sql, parameters)).Select(row => (string)row[0])];

    /// <summary>A statement that may wait.</summary>
    /// <param name="check">Is told how many rows changed, and throws if that is wrong; null: nothing can be.</param>
    /// <param name="sql">The statement; gives no rows.</param>
    /// <param name="parameters">Its values.</param>
    public Task LaterAsync(Func<int, Task>? check, string sql, params (string Name, object? Value)[] parameters)
    {
        Add(new Step(new SqlText(sql, parameters), check is null ? null : (_, rows) => check(rows)));
        return _waiting.Count >= MostWaiting ? FlushAsync() : Task.CompletedTask;
    }

    /// <summary>A query that may wait.</summary>
    /// <param name="take">Is given all rows, and throws if they are wrong.</param>
    /// <param name="sql">The query.</param>
    /// <param name="parameters">Its values.</param>
    public Task LaterRowsAsync(
        Func<IReadOnlyList<object[]>, Task> take, string sql, params (string Name, object? Value)[] parameters)
    {
        Add(new Step(new SqlText(sql, parameters, GivesRows: true), (rows, _) => take(rows)));
        return Task.CompletedTask;
    }

    /// <summary>What is to be done when all that was said before has been answered.</summary>
    public void Then(Action act) => Add(new Step(null, (_, _) => Keep(act)));

    /// <summary>Inserts rows, many with each statement; they may wait.</summary>
    /// <param name="into">INSERT INTO with table and columns.</param>
    /// <param name="rows">The values, in the order of the columns.</param>
    /// <param name="ending">What stands behind the values.</param>
    /// <param name="check">As in <see cref="LaterAsync"/>, with the rows of all statements together.</param>
    public async Task InsertAsync(
        string into, IEnumerable<object?[]> rows, string ending = "", Func<int, Task>? check = null)
    {
        int inserted = 0;
        foreach (SqlText insert in dialect.Inserts(into, rows, ending))
        {
            await LaterAsync(
                count =>
                {
                    inserted += count;
                    return Task.CompletedTask;
                },
                insert.Sql,
                insert.Parameters);
        }

        if (check is not null)
            Add(new Step(null, (_, _) => check(inserted)));
    }

    /// <summary>Sends all that waits.</summary>
    public async Task FlushAsync()
    {
        if (_waiting.Count == 0)
            return;
        Step[] steps = [.. _waiting];
        _waiting.Clear();
        if (dialect.IsOneWriter)
            await RunOneByOneAsync(steps);
        else
            await RunTogetherAsync(steps);
    }

    /// <summary>Sends all that waits, and commits. Not cancelled: nobody would know what became of it.</summary>
    public async Task CommitAsync()
    {
        if (dialect.IsOneWriter)
        {
            await FlushAsync();
            await transaction.CommitAsync(CancellationToken.None);
            return;
        }

        Add(new Step(new SqlText("COMMIT", []), null));
        await FlushAsync();
    }

    public ValueTask DisposeAsync() => _commands.DisposeAsync();

    private static Task Keep(Action act)
    {
        act();
        return Task.CompletedTask;
    }

    private void Add(Step step) => _waiting.Add(step);

    private async Task RunOneByOneAsync(Step[] steps)
    {
        foreach (Step step in steps)
        {
            SqlAnswer answer = step.Text is null
                ? SqlAnswer.None
                : await _commands.RunAsync(step.Text, cancellationToken);
            await step.TakeAsync(answer);
        }
    }

    private async Task RunTogetherAsync(Step[] steps)
    {
        SqlText[] texts = [.. steps.Select(step => step.Text).OfType<SqlText>()];
        List<SqlAnswer> answers = [];
        try
        {
            await _commands.RunAsync(texts, answers, cancellationToken);
        }
        catch (DbException)
        {
            await TellBetterAsync(steps, answers);
            throw;
        }

        await TakeAsync(steps, answers);
    }

    /// <summary>What was answered before a statement failed may tell better what is wrong.</summary>
    private static async Task TellBetterAsync(Step[] steps, List<SqlAnswer> answers)
    {
        try
        {
            await TakeAsync(steps, answers);
        }
        catch (DbException)
        {
            // Not if it has to be looked up: nothing more is answered in this transaction.
        }
    }

    private static async Task TakeAsync(Step[] steps, List<SqlAnswer> answers)
    {
        int next = 0;
        foreach (Step step in steps)
        {
            if (step.Text is not null && next == answers.Count)
                return;
            await step.TakeAsync(step.Text is null ? SqlAnswer.None : answers[next++]);
        }
    }

    private sealed record Step(SqlText? Text, Func<IReadOnlyList<object[]>, int, Task>? Take)
    {
        public Task TakeAsync(SqlAnswer answer) => Take?.Invoke(answer.Rows, answer.Changed) ?? Task.CompletedTask;
    }
}
