using Nuke.Docker.BuildKit.Answers.Internal;

namespace Nuke.Docker.BuildKit.Answers.Images.Internal;

/// <summary>Reads members that engine and registries have in common.</summary>
internal static class ImageFields
{
    public static ImageConfiguration Configuration(AnswerFields _) => new()
    {
        Entrypoint = _.TextsOrNull("Entrypoint"),
        Command = _.TextsOrNull("Cmd"),
        Environment = _.Texts("Env"),
        Labels = _.Map("Labels"),
        User = _.TextOrNothing("User"),
        WorkingDirectory = _.TextOrNothing("WorkingDir"),
        ExposedPorts = [.. _.Map("ExposedPorts").Keys],
        Volumes = [.. _.Map("Volumes").Keys],
        StopSignal = _.TextOrNothing("StopSignal"),
        Other = _.Other,
    };

    public static Descriptor Descriptor(AnswerFields _) => new()
    {
        MediaType = _.Text("mediaType") ?? "",
        Digest = _.Text("digest") ?? "",
        Size = _.Number("size") ?? 0,
        Platform = _.Object("platform", Platform),
        Annotations = _.Map("annotations"),
        Other = _.Other,
    };

    private static string Platform(AnswerFields _) =>
        string.Join('/', new[] { _.Text("os"), _.Text("architecture"), _.TextOrNothing("variant") }.OfType<string>());
}
