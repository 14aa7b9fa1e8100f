namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Names the command that runs a target, for messages. A build class that doesn't implement it is started by its build script.</summary>
internal interface INamesCommands
{
    /// <summary>Returns the command of a target.</summary>
    string CommandOf(string target);

    /// <summary>Parameters of this run that a later run needs to build the same images, with a space before each.</summary>
    string ImageArguments { get; }

    /// <summary>The names of the images that this run names by their folder; empty if it names none.</summary>
    IReadOnlyCollection<string> ImagesOfFolder { get; }
}
