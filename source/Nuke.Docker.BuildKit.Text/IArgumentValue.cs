namespace Nuke.Docker.BuildKit.Text;

/// <summary>A structured value of a flag, such as a cache entry or a secret.</summary>
public interface IArgumentValue
{
    /// <summary>What stands after the flag, with its redacted form.</summary>
    /// <exception cref="InvalidSettingException">The value's parts contradict each other.</exception>
    Argument ToArgument();
}
