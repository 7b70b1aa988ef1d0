# shellcheck shell=bash disable=SC2154
# The tables come before this: _hiepthuong_words, what may follow a word (- for none); _hiepthuong_options, those of a
# command (- for every command); _hiepthuong_values, the words an option takes, by 'COMMAND --option' or '--option'.

_hiepthuong()
{
    local current=${COMP_WORDS[COMP_CWORD]} command='' option='' choices='' word i

    COMPREPLY=()
    # The words before the one at hand tell the command, and an option that waits for its value. Bash takes --name=value
    # apart at the '='.
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $word == = || ($word == help && -z $command) ]]; then
            continue
        elif [[ -n $option ]]; then
            option=''
        elif [[ $word == -* ]]; then
            if [[ -n ${_hiepthuong_values[$command $word]+set}${_hiepthuong_values[$word]+set} ]]; then
                option=$word
            fi
        elif [[ -z $command ]]; then
            command=$word
        elif [[ -n ${_hiepthuong_words[$command]+set} ]]; then
            command+=" $word"
        fi
    done

    if [[ $current == = ]]; then
        current=''
    fi
    if [[ -n $option ]]; then
        choices=${_hiepthuong_values[$command $option]-${_hiepthuong_values[$option]-}}
    elif [[ $current == -* ]]; then
        choices="${_hiepthuong_options[-]} ${_hiepthuong_options[$command]-}"
    else
        choices=${_hiepthuong_words[${command:--}]-}
    fi
    mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$current")
}

# Where nothing is offered, names of files are.
complete -o default -F _hiepthuong hiepthuong
