using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

public sealed partial record LocalOutput
{
    partial void CheckRequired()
    {
        if (Destination == "-")
            throw new InvalidSettingException(
                "--output type=local, dest",
                "a folder cannot be written to standard output; use type=tar, or ./- for a folder of that name");
    }
}
