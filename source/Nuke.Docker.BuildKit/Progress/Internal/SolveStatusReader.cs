using System.Text.Json;

namespace Nuke.Docker.BuildKit.Progress.Internal;

/// <summary>
/// Reads an update with <see cref="Utf8JsonReader"/>. The stream is read during a build that may take half a second, and loading the type
/// information of a serializer would take a tenth of that.
/// </summary>
internal static class SolveStatusReader
{
    /// <returns><c>null</c> if the object has no member of an update.</returns>
    public static SolveStatus? Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        List<VertexUpdate>? vertexes = null;
        List<VertexStatus>? statuses = null;
        List<VertexLog>? logs = null;
        List<VertexWarning>? warnings = null;
        var unknown = 0;
        var known = false;

        reader.Read();
        while (reader.NextMember())
        {
            if (reader.ValueTextEquals("vertexes"u8))
                vertexes = reader.ReadList(VertexJson.ReadVertex);
            else if (reader.ValueTextEquals("statuses"u8))
                statuses = reader.ReadList(VertexJson.ReadStatus);
            else if (reader.ValueTextEquals("logs"u8))
                logs = reader.ReadList(VertexJson.ReadLog);
            else if (reader.ValueTextEquals("warnings"u8))
                warnings = reader.ReadList(WarningJson.ReadWarning);
            else
            {
                unknown++;
                reader.SkipMember();
                continue;
            }
            known = true;
        }
        // More text after the object makes the line invalid.
        if (reader.Read())
            throw new JsonException("more than one value on a line");

        return known || unknown == 0
            ? new SolveStatus
            {
                Vertexes = vertexes ?? [],
                Statuses = statuses ?? [],
                Logs = logs ?? [],
                Warnings = warnings ?? [],
                UnknownMembers = unknown,
            }
            : null;
    }
}
