namespace TempCardIssuance.Tests.Cli;

/// <summary>A run of <c>tempcard --json</c>.</summary>
/// <param name="Name">Of the file that has its sample.</param>
/// <param name="Arguments">Divided by spaces; {folder} is the workplace.</param>
internal sealed record JsonStep(string Name, string Arguments);

/// <summary>
/// Every command once as it goes well, and the errors that have a shape of their own; each after the other.
/// </summary>
internal static class JsonScenario
{
    public const string Requests = """
        CardNumber,Site,Priority,Building
        T-00004,Tromsø,3,A
        T 5,Oslo,3,A

        """;

    public static IReadOnlyList<JsonStep> Steps { get; } =
    [
        new("config-new-what-if", "config new {folder}/second --what-if"),
        new("config-new", "config new {folder}/second"),
        new("config-test", "config test {folder}"),
        new("config-test-broken", "config test {folder}/broken.yaml"),
        new("config-show", "config show {folder}"),
        new("request-new-what-if", "request new --amount 2 --what-if"),
        new("request-new", "request new --amount 3 --pattern T-{0:00000} --site Oslo --field Building=A"),
        new("request-new-exists", "request new --number T-00001"),
        new("request-import-refused", "request import {folder}/requests.csv"),
        new("request-import-what-if", "request import {folder}/requests.csv --skip-invalid --what-if"),
        new("request-import", "request import {folder}/requests.csv --skip-invalid"),
        new("requests", "requests --order number"),
        new("stations", "stations"),
        new("stations-unknown", "stations nowhere"),
        new("stations-test", "stations --test"),
        new("issue-what-if", "issue --site Oslo --what-if"),
        new("issue", "issue T-00001 T-00002 NOPE"),
        new("issue-nothing", "issue --site Bergen"),
        new("batches-all", "batches"),
        new("batches", "batches B-000001"),
        new("repeat", "repeat B-000001 --number T-00002 --yes"),
        new("resume-done", "resume B-000001"),
        new("station-run-what-if", "station run --what-if"),
        new("station-run-done", "station run --batch B-000001"),
        new("complete-what-if", "complete B-000001 --what-if"),
        new("complete", "complete B-000001 --yes"),
        new("complete-twice", "complete B-000001 --yes"),
        new(
            "pin",
            "pin T-00001 --reason test --key {folder}/secrets/pin-reader.pfx "
                + "--key-password file:{folder}/secrets/pin-reader.password"),
        new(
            "pin-refused",
            "pin T-00003 --reason test --key {folder}/secrets/pin-reader.pfx "
                + "--key-password file:{folder}/secrets/pin-reader.password"),
        new("letter-no-printer", "letter T-00001"),
        new("letter-what-if", "letter --batch B-000001 --path {folder} --what-if"),
        new("letter-nothing", "letter T-00003 --path {folder} --key {folder}/secrets/pin-reader.pfx "
            + "--key-password file:{folder}/secrets/pin-reader.password"),
        new("pin-set-other", "pin set --station training --reason test --what-if"),
        new("pin-reseal-what-if", "pin reseal --reason test --what-if"),
        new(
            "pin-reseal",
            "pin reseal --reason test --key {folder}/secrets/pin-reader.pfx "
                + "--key-password file:{folder}/secrets/pin-reader.password"),
        new("grant-what-if", "grant T-00001 --holder anna --days 3 --what-if"),
        new("grant", "grant T-00001 --holder anna --days 3"),
        new("grant-twice", "grant T-00002 --holder Anna"),
        new("extend", "extend T-00001 --days 4"),
        new("lock-what-if", "lock T-00001 --what-if"),
        new("lock", "lock T-00001 --yes"),
        new("take-back", "take-back T-00001 --not-seen test --yes"),
        new("revoke", "revoke T-00001 --reason damaged --yes"),
        new("request-again-what-if", "request new --returned --number T-00001 --new-body --reason test --what-if"),
        new("request-again-refused", "request new --returned --number T-00001"),
        new("hand-overs", "hand-overs T-00001"),
        new("upkeep-what-if", "upkeep --what-if"),
        new("upkeep", "upkeep"),
        new("upkeep-check", "upkeep --check"),
        new("stock", "stock"),
        new("stock-counted", "stock --counted {folder}/counted.txt"),
        new("report", "report B-000001 --path {folder}/report.html"),
        new("report-exists", "report B-000001 --path {folder}/report.html"),
        new("face", "face T-00003 NOT-MADE --path {folder}"),
        new("face-wrong", "face --layout {folder}/wrong.svg --path {folder}"),
        new("issue-face", "issue T-00003 --no-encode"),
        new("cancel-what-if", "cancel B-000002 --what-if"),
        new("cancel", "cancel B-000002 --yes"),
        new("issue-enqueue-what-if", "issue T-00003 --enqueue --what-if"),
        new("issue-enqueue", "issue T-00003 --enqueue"),
        new("batches-queued", "batches --state queued"),
        new("cancel-queued", "cancel B-000003 --yes"),
        new("page-not-found", "page --no-open"),
        new("request-remove-what-if", "request remove T-00004 --what-if"),
        new("request-remove", "request remove T-00004 --yes"),
        new("cards", "cards --order number"),
        new("history", "history T-00002"),
        new("mapping", "mapping T-00002"),
        new("certificates", "certificates T-00002"),
        new("certificates-unsettled", "certificates --unsettled"),
        new("certificates-settle-what-if", "certificates settle --what-if"),
        new("certificates-settle", "certificates settle --yes"),
        new("audit-verify", "audit verify"),
        new("audit-export", "audit export"),
        new("store-set-what-if", "store set --time-zone Europe/Berlin --what-if"),
        new("store-set", "store set --time-zone Europe/Berlin"),
        new("store-check", "store check"),
        new("store-backup", "store backup {folder}/copy.db"),
        new("store-backup-exists", "store backup {folder}/copy.db"),
        new("store-restore-what-if", "store restore {folder}/copy.db --what-if"),
        new("store-restore", "store restore {folder}/copy.db --yes"),
        new("store-copy-what-if", "store copy {folder}/second --what-if"),
        new("store-copy", "store copy {folder}/second"),
        new("store-copy-twice", "store copy {folder}/second"),
        new("authority-request-what-if", "authority request local --out {folder}/next.pem --next --self-signed --what-if"),
        new("authority-request", "authority request local --out {folder}/next.pem --next --self-signed"),
        new("authority-install-what-if", "authority install local {folder}/next.pem --what-if"),
        new("authority-install", "authority install local {folder}/next.pem"),
        new("authority-install-other", "authority install local {folder}/pin-reader.cer.pem"),
        new("usage", "issue --nothing-like-this"),
    ];
}
