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
            if (HostParameters.All.Any(x => argument.Is(x.Name)) || parameters.Any(x => x.Parameter != null && argument.Is(x.Name)))
                continue;
            var flags = parameters.Where(x => x.Parameter != null).Select(x => x.Flag).Concat(HostParameters.All.Select(x => x.Flag));
            var near = NearestNames.To(argument.Text, flags);
            throw new ParameterException(
                $"There is no parameter '{argument.Text}'. "
                + (near.Count > 0 ? $"Did you mean {near.JoinCommaOr()}?" : "'--help' lists those that exist."));
        }
    }
}
