using System.Text.Json;

namespace Nuke.Docker.BuildKit.Progress.Internal;

/// <summary>
/// Written by hand over <see cref="Utf8JsonReader"/>: the stream is read while a build of half a second runs, and setting up
/// a serializer's type information takes a tenth of that.
/// </summary>
internal static class SolveStatusReader
{
    /// <summary>Null where the object has no member of an update.</summary>
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
        // Anything after the object is not one update any more.
        if (reader.Read())
            throw new JsonException("more than one value on a line");

        return known || unknown == 0
            ? new SolveStatus { Vertexes = vertexes ?? [], Statuses = statuses ?? [], Logs = logs ?? [], Warnings = warnings ?? [], UnknownMembers = unknown }
            : null;
    }
}
