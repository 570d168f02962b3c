leta help search
