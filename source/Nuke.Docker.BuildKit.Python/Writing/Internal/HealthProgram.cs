using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

/// <summary>A health check in one line of Python.</summary>
internal static class HealthProgram
{
    public static string Of(PythonProject project, int port) => project.HealthPath is { } path
        ? $"import urllib.request; urllib.request.urlopen('http://127.0.0.1:{port}{path.Replace("'", "%27")}', timeout=2)"
        : $"import socket; socket.create_connection(('127.0.0.1', {port}), timeout=2).close()";
}
