using Nuke.Docker.BuildKit.Commands.Internal;

namespace Nuke.Docker.BuildKit.Commands;

public sealed partial record BuildxBuildSettings : IBuildSettings;

public sealed partial record BuildxDapBuildSettings : IBuildSettings;

public sealed partial record BuildxDebugBuildSettings : IBuildSettings;
