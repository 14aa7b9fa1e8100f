using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Parameters;

namespace Nuke.Common.Output;

/// <summary>
/// <c>.nuke/build.schema.json</c>, from which editors complete <c>parameters.json</c>. Written again only if one of the assemblies
/// that it describes has changed; their versions are kept in <c>.nuke/temp/build.schema.stamp</c>.
/// </summary>
internal static class BuildSchema
{
    public static void KeepUpToDate(NukeBuild build, IReadOnlyList<ParameterMember> parameters, BuildSession session)
    {
        if (!session.Invocation.KeepsRecords)
            return;
        try
        {
            var file = session.RootDirectory / ".nuke" / "build.schema.json";
            if (!file.Parent.DirectoryExists())
                return;
            var stampFile = session.TemporaryDirectory / "build.schema.stamp";
            var versions = Versions(build.GetType());
            if (stampFile.FileExists() && File.ReadAllText(stampFile) == Stamp(versions, file))
                return;

            var content = Create(build, parameters);
            if (!file.FileExists() || File.ReadAllText(file) != content)
                File.WriteAllText(file, content);
            File.WriteAllText(stampFile, Stamp(versions, file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A checkout that can't be written to builds all the same.
            Serilog.Log.Verbose("build.schema.json could not be written: {Reason:l}", exception.Message);
        }
    }

    public static string Create(NukeBuild build, IReadOnlyList<ParameterMember> parameters)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(stream, options))
            new BuildSchemaWriter(writer, build).Write(parameters);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static string Versions(Type build)
    {
        var versions = new SortedSet<string>(StringComparer.Ordinal) { Version(build), Version(typeof(NukeBuild)) };
        foreach (var component in build.GetInterfaces())
            versions.Add(Version(component));
        return string.Join('\n', versions);
    }

    private static string Version(Type type) => type.Module.ModuleVersionId.ToString();

    private static string Stamp(string versions, AbsolutePath file)
        => file.FileExists() ? $"{versions}\n{file.GetLastWriteTimeUtc().Ticks} {new FileInfo(file).Length}" : "";
}
