# Completion of docker-buildkit for bash. Add to ~/.bashrc: eval "$(docker-buildkit completion bash)"
_docker_buildkit() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("${line%%$'\t'*}")
  done < <(docker-buildkit complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _docker_buildkit docker-buildkit
