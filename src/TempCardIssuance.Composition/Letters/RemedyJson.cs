using System.Text.Json;
using System.Text.Json.Serialization;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Composition.Letters;

/// <summary>
/// A remedy on its way from one process to another, as an array of its parts: only who shows it knows whose commands it
/// is to name.
/// </summary>
internal sealed class RemedyJson : JsonConverter<Remedy>
{
    public override Remedy Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var remedy = new Remedy(0, 0);
        foreach (Part part in JsonSerializer.Deserialize<Part[]>(ref reader) ?? [])
            Append(remedy, part);
        return remedy;
    }

    public override void Write(Utf8JsonWriter writer, Remedy value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Parts.Select(ToPart));

    private static void Append(Remedy remedy, Part part)
    {
        if (part.Text is { } text)
            remedy.AppendLiteral(text);
        else if (part.Parameter is { } parameter)
            remedy.AppendFormatted(Named(parameter));
        else
            AppendOperation(remedy, part);
    }

    private static void AppendOperation(Remedy remedy, Part part)
    {
        Operation operation = Operation.All.FirstOrDefault(o => o.Name == part.Operation) ?? throw new JsonException();
        if (part.Arguments is not { } arguments)
        {
            remedy.AppendFormatted(operation);
            return;
        }

        remedy.AppendFormatted(new OperationCall(
            operation, part.Subject, [.. arguments.Select(a => (Named(a.Parameter), a.Value))]));
    }

    private static Parameter Named(string name) =>
        Parameter.All.FirstOrDefault(p => p.Name == name) ?? throw new JsonException();

    private static Part ToPart(object part) => part switch
    {
        Operation operation => new Part { Operation = operation.Name },
        OperationCall call => new Part
        {
            Operation = call.Operation.Name,
            Subject = call.Subject,
            Arguments = [.. call.Arguments.Select(a => new Argument(a.Parameter.Name, a.Value))],
        },
        Parameter parameter => new Part { Parameter = parameter.Name },
        _ => new Part { Text = (string)part },
    };

    private sealed record Part
    {
        public string? Text { get; init; }

        public string? Operation { get; init; }

        public string? Subject { get; init; }

        public IReadOnlyList<Argument>? Arguments { get; init; }

        public string? Parameter { get; init; }
    }

    private sealed record Argument(string Parameter, string? Value);
}
