# Reads a requirements file with hashes and writes it again; each package that is pinned with extras,
# such as urllib3[socks]==2.7.0, is then pinned without them too, with the same hashes.
#
# The pips that come with Python 3.10 and 3.11 need both: for one package that asks for urllib3[socks]
# and for another that asks for urllib3.

# The first line of the next package: what was copied of the previous one goes before it.
/^[^ #]/ {
    printf "%s", copy
    copy = ""
    copying = /^[^ ]+\]==/
}

copying && !/^ *#/ {
    line = $0
    sub(/\[[^]]*\]/, "", line)
    copy = copy line "\n"
}

{ print }

END { printf "%s", copy }
