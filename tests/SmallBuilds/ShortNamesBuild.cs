using System.Collections;
using System.Reflection;
using Nuke.Common;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Components;
using Serilog;

namespace SmallBuilds;

/// <summary>A build class that prints the values of all parameters of its components.</summary>
internal sealed class ShortNamesBuild : NukeBuild,
    IDockerRebuild, IDockerPredict, IDockerDoctor, IDockerInit, IDockerLint, IDockerFix, IDockerUp, IDockerSize, IDockerBuilders
{
    IEnumerable<DockerImage> IHazDockerImages.Images => [new("acme/bot") { Context = RootDirectory }];

    private Target Show => _ => _.Executes(() =>
    {
        foreach (var parameter in Parameters())
            Log.Information("{Line:l}", $"{parameter.Name} = {Text(parameter.GetValue(this))}");
    });

    public static int Run() => Execute<ShortNamesBuild>(x => x.Show);

    private static IEnumerable<PropertyInfo> Parameters() => typeof(ShortNamesBuild).GetInterfaces()
        .SelectMany(component => component.GetProperties())
        .Where(property => property.IsDefined(typeof(ParameterAttribute)))
        .OrderBy(property => property.Name, StringComparer.Ordinal);

    private static string Text(object? value) => value switch
    {
        null => "none",
        string text => text,
        IEnumerable items => $"[{string.Join(", ", items.Cast<object>())}]",
        _ => value.ToString()!,
    };
}
