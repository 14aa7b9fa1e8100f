# Completion of docker-buildkit for fish. Save it as ~/.config/fish/completions/docker-buildkit.fish:
# docker-buildkit completion fish > ~/.config/fish/completions/docker-buildkit.fish
function __docker_buildkit_candidates
    set -l words (commandline -opc) (commandline -ct)
    docker-buildkit complete -- $words[2..-1] 2>/dev/null
end
complete -c docker-buildkit -a '(__docker_buildkit_candidates)'
