using Nuke.Common.Planning;
using Nuke.Common.Utilities;

namespace Nuke.Common.Parameters;

internal static class UnknownArguments
{
    /// <exception cref="ParameterException">The command line names a parameter that neither the build nor the host has.</exception>
    public static void Refuse(ArgumentReader arguments, IReadOnlyCollection<ParameterMember> parameters)
    {
        foreach (var argument in arguments.Named)
        {
            if (IsKnown(argument, parameters))
                continue;

            // The text after the sign may be a secret.
            var name = argument.Text.Split('=')[0];
            if (name != argument.Text && IsKnown(NamedArgument.Parse(name), parameters))
                throw new ParameterException($"A space separates a parameter from its value: {name} VALUE");
            if (argument.Key.Length > 0 && char.IsAsciiDigit(argument.Key[0]))
            {
                throw new ParameterException(
                    $"'{argument.Text}' isn't a value, because it begins with a dash. Use an environment variable for a negative number.");
            }

            var flags = parameters.Where(x => x.Parameter != null).Select(x => x.Flag).Concat(HostParameters.All.Select(x => x.Flag));
            var near = NearestNames.To(name, flags);
            throw new ParameterException(
                $"There is no parameter '{name}'. "
                + (near.Count > 0 ? $"Did you mean {near.JoinCommaOr()}?" : "'--help' lists those that exist."));
        }
    }

    private static bool IsKnown(NamedArgument argument, IReadOnlyCollection<ParameterMember> parameters)
        => HostParameters.All.Any(x => argument.Is(x.Name))
            || parameters.Any(x => x.Parameter != null && argument.Is(x.Name))
            || parameters.Any(x => x.Alias is { } alias && argument.Is(alias));
}
