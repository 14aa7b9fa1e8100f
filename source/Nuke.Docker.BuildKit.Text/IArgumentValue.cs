namespace Nuke.Docker.BuildKit.Text;

/// <summary>A structured value of a flag, such as a cache entry or a secret.</summary>
public interface IArgumentValue
{
    /// <summary>Returns the value of the flag with its redacted form.</summary>
    /// <exception cref="InvalidSettingException">The parts of the value contradict each other.</exception>
    Argument ToArgument();
}
