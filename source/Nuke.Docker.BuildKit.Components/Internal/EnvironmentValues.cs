namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Finds the environment variable of a parameter as the host does: <c>DOCKER_CACHE</c>, <c>DockerCache</c> or <c>NUKE_DOCKER_CACHE</c>.</summary>
internal sealed class EnvironmentValues
{
    private const string Prefix = "NUKE";

    private readonly ILookup<string, KeyValuePair<string, string>> _variables =
        EnvironmentInfo.Variables.ToLookup(variable => Key(variable.Key), StringComparer.OrdinalIgnoreCase);

    public GivenValue? Find(string name)
    {
        foreach (var (variable, value) in _variables[Prefix + name].Concat(_variables[name]))
        {
            if (value.Length > 0)
                return new GivenValue(name, [value], $", given by the environment variable {variable},");
        }

        return null;
    }

    private static string Key(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit));
}
