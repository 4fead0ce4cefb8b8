# Completion of vane's command line in bash.
_vane() {
  local word=${COMP_WORDS[COMP_CWORD]}
  case $word in
    --color=*) COMPREPLY=($(compgen -W "auto always never" -- "${word#*=}")) ;;
    -*) COMPREPLY=($(compgen -W "-e -i -q --interactive --quiet --no-init --trace
      --color= --version --help" -- "$word")) ;;
    *)
      if [ "${COMP_WORDS[1]}" = new ] && [ "$COMP_CWORD" = 2 ]; then
        COMPREPLY=($(compgen -W "megatrend crossover" -- "$word"))
      else
        COMPREPLY=($(compgen -W "new" -- "$word") $(compgen -f -X '!*.lua' -- "$word")
          $(compgen -d -S / -- "$word"))
      fi ;;
  esac
}
complete -o nospace -F _vane vane
