#compdef docker-buildkit
# Completion of docker-buildkit for zsh. Add to ~/.zshrc, after compinit: eval "$(docker-buildkit completion zsh)"
_docker_buildkit() {
  local line
  local -a candidates
  while IFS= read -r line; do
    candidates+=("${${line%%$'\t'*}//:/\\:}:${${line#*$'\t'}//:/\\:}")
  done < <(docker-buildkit complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( ${#candidates} )); then
    _describe -V 'docker-buildkit' candidates
  else
    _files
  fi
}
compdef _docker_buildkit docker-buildkit
