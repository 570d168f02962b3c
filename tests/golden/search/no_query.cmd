leta search
